package io.pasarela.ingest.store;

import io.pasarela.ingest.IngestConfig;
import io.pasarela.ingest.store.ClaimCommand.Form;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Who publishes an event, and which are published, remembered for all replicas in Redis. An event is claimed before it is published and
 * marked once Kafka has it; a claim that nobody marks runs out, so a replica that dies loses nothing.
 *
 * <p>While one round trip is under way, everything that is asked meanwhile is gathered for the next: under load many webhooks share one.
 * In it marks stand before claims, so that whoever claims an event right after it was published hears so.
 */
@Singleton
public class Claims {

    /** What the others say about an event. */
    public sealed interface Claim {

        /** It is ours to publish. So it also is when Redis cannot be asked. */
        record Granted() implements Claim {}

        /** Another replica is publishing it right now. */
        record Elsewhere() implements Claim {}

        /** It is published. @param checksum of the body that was */
        record Published(String checksum) implements Claim {}
    }

    /** Longer than a provider is kept waiting, shorter than any that comes again. */
    private static final Duration CLAIMED_FOR = Duration.ofSeconds(5);

    /** Removes a claim that still is ours. */
    private static final Form GIVE_UP =
            Form.of("EVAL", "return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('DEL', KEYS[1])", "1", "", "");

    private static final Logger LOG = Logger.getLogger(Claims.class);

    private static final long MARK_WITHIN_MILLIS = 5;

    private static final int BATCH_MAX = 256;

    private static final Claim GRANTED = new Claim.Granted();
    private static final Claim ELSEWHERE = new Claim.Elsewhere();

    /** Somebody who wants an event. */
    private record Wanted(ClaimCommand command, Consumer<Claim> then) {}

    private final RedisLink redis;
    private final Vertx vertx;
    private final byte[] ours = bytes("?" + UUID.randomUUID());
    private final Form claim;
    private final Form mark;

    private final Deque<Wanted> wanted = new ArrayDeque<>();
    private final Deque<ClaimCommand> marks = new ArrayDeque<>();
    private boolean underWay;
    private boolean timed;
    private boolean marksAreDue;

    Claims(RedisLink redis, IngestConfig config, Vertx vertx) {
        this.redis = redis;
        this.vertx = vertx;
        // NX with GET needs Redis 7 or Valkey.
        this.claim = Form.of("SET", "", "", "NX", "GET", "PX", Long.toString(CLAIMED_FOR.toMillis()));
        this.mark =
                Form.of("SET", "", "", "PX", Long.toString(config.rememberFor().toMillis()));
    }

    /** Claims the event. Tells once, soon, and never fails; on whichever thread. */
    public void claim(String event, Consumer<Claim> then) {
        if (!redis.isUsable()) {
            then.accept(GRANTED);
            return;
        }
        Wanted one = new Wanted(new ClaimCommand(claim, key(event), ours), then);
        synchronized (this) {
            wanted.add(one);
        }
        flush();
    }

    /** Kafka has the event. @param checksum of the body, eight hexadecimal digits */
    public void published(String event, String checksum) {
        mark(new ClaimCommand(mark, key(event), bytes("=" + checksum)));
    }

    /** Kafka does not have the event: whoever comes next may try. */
    public void givenUp(String event) {
        mark(new ClaimCommand(GIVE_UP, key(event), ours));
    }

    // Nobody waits for a mark, so it rides along with the next claims; only where none come it goes by itself.
    private void mark(ClaimCommand command) {
        if (!redis.isUsable()) {
            return;
        }
        boolean first;
        synchronized (this) {
            marks.add(command);
            first = !timed;
            timed = true;
        }
        if (first) {
            vertx.setTimer(MARK_WITHIN_MILLIS, _ -> marksAreDue());
        }
    }

    private void marksAreDue() {
        synchronized (this) {
            timed = false;
            marksAreDue = !marks.isEmpty();
        }
        flush();
    }

    private void flush() {
        List<ClaimCommand> commands = new ArrayList<>();
        List<Wanted> claiming = new ArrayList<>();
        synchronized (this) {
            if (underWay || (wanted.isEmpty() && !marksAreDue && marks.size() < BATCH_MAX)) {
                return;
            }
            underWay = true;
            while (!marks.isEmpty() && commands.size() < BATCH_MAX) {
                commands.add(marks.poll());
            }
            marksAreDue = !marks.isEmpty();
            // A claim must never overtake the mark of its own event.
            while (marks.isEmpty() && !wanted.isEmpty() && claiming.size() < BATCH_MAX) {
                Wanted next = wanted.poll();
                claiming.add(next);
                commands.add(next.command());
            }
        }
        send(commands, claiming);
    }

    private void send(List<ClaimCommand> commands, List<Wanted> claiming) {
        ClaimCommand last = commands.getLast();
        AtomicBoolean ended = new AtomicBoolean();
        last.endsWith(() -> {
            if (!ended.getAndSet(true)) {
                ended(last.failure(), claiming);
            }
        });
        redis.send(commands);
    }

    private void ended(@Nullable Throwable failure, List<Wanted> claiming) {
        List<Wanted> unasked = new ArrayList<>();
        synchronized (this) {
            underWay = false;
            if (failure != null) {
                // Whatever it was, nobody waits for another try.
                unasked.addAll(wanted);
                wanted.clear();
                marks.clear();
            }
        }
        if (failure == null) {
            redis.answered();
            flush();
        } else {
            redis.failed(failure);
        }
        claiming.forEach(one -> tell(one, claim(one.command().answer())));
        unasked.forEach(one -> tell(one, GRANTED));
    }

    private static void tell(Wanted one, Claim claim) {
        try {
            one.then().accept(claim);
        } catch (RuntimeException e) {
            // One that fails must not keep the others of its batch waiting.
            LOG.errorf(
                    "a claimed webhook could not be handled: %s", e.getClass().getName());
        }
    }

    private Claim claim(byte @Nullable [] held) {
        // Our own claim is one whose mark did not get through: nobody else is at work on it.
        if (held == null || held.length == 0 || Arrays.equals(held, ours)) {
            return GRANTED;
        }
        return held[0] == '='
                ? new Claim.Published(new String(held, 1, held.length - 1, StandardCharsets.UTF_8))
                : ELSEWHERE;
    }

    private static byte[] key(String event) {
        return bytes("{webhooks}:event:" + event);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
