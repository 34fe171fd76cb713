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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Who publishes an event, and which are published, remembered for all replicas in Redis. An event is claimed before it is published and
 * marked once Kafka has it; a claim that nobody marks runs out, so a replica that dies loses nothing.
 *
 * <p>While one round trip is under way, every claim that is asked for meanwhile is gathered for the next: under load many webhooks share one.
 * Nobody waits for a mark, so marks go by themselves a little later; until Redis has one, it is known here.
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

    private static final long MARK_AFTER_MILLIS = 2;

    private static final int BATCH_MAX = 256;

    private static final Claim GRANTED = new Claim.Granted();
    private static final Claim ELSEWHERE = new Claim.Elsewhere();

    /** Somebody who wants an event. */
    private record Wanted(ClaimCommand command, Consumer<Claim> then) {}

    /** An event that Kafka has, and Redis does not know of yet. */
    private record Unmarked(String event, String checksum) {}

    private final RedisLink redis;
    private final Vertx vertx;
    private final byte[] ours = bytes("?" + UUID.randomUUID());
    private final Form claim;
    private final Form mark;

    private final ConcurrentMap<String, Unmarked> unmarked = new ConcurrentHashMap<>();
    private final Deque<Unmarked> marks = new ArrayDeque<>();
    private final Deque<Wanted> wanted = new ArrayDeque<>();
    private final Deque<ClaimCommand> givenUp = new ArrayDeque<>();
    private boolean underWay;

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
        Unmarked known = unmarked.get(event);
        if (known != null) {
            then.accept(new Claim.Published(known.checksum()));
            return;
        }
        if (!redis.isUsable()) {
            then.accept(GRANTED);
            return;
        }
        Wanted one = new Wanted(new ClaimCommand(claim, key(event), ours), then);
        synchronized (this) {
            wanted.add(one);
        }
        sendClaims();
    }

    /** Kafka has the event. @param checksum of the body, not empty */
    public void published(String event, String checksum) {
        if (!redis.isUsable()) {
            return;
        }
        Unmarked one = new Unmarked(event, checksum);
        unmarked.put(event, one);
        boolean first;
        synchronized (marks) {
            first = marks.isEmpty();
            marks.add(one);
        }
        if (first) {
            vertx.setTimer(MARK_AFTER_MILLIS, _ -> sendMarks());
        }
    }

    /** Kafka does not have the event: whoever comes next may try. */
    public void givenUp(String event) {
        if (!redis.isUsable()) {
            return;
        }
        synchronized (this) {
            givenUp.add(new ClaimCommand(GIVE_UP, key(event), ours));
        }
        sendClaims();
    }

    private void sendMarks() {
        List<Unmarked> marking;
        synchronized (marks) {
            marking = new ArrayList<>(marks);
            marks.clear();
        }
        List<ClaimCommand> commands = new ArrayList<>(marking.size());
        for (Unmarked one : marking) {
            commands.add(new ClaimCommand(mark, key(one.event()), bytes("=" + one.checksum())));
        }
        send(commands, failure -> {
            if (failure != null) {
                redis.failed(failure);
            }
            marking.forEach(one -> unmarked.remove(one.event(), one));
        });
    }

    private void sendClaims() {
        List<ClaimCommand> commands = new ArrayList<>();
        List<Wanted> claiming = new ArrayList<>();
        synchronized (this) {
            if (underWay || (wanted.isEmpty() && givenUp.isEmpty())) {
                return;
            }
            underWay = true;
            while (!givenUp.isEmpty() && commands.size() < BATCH_MAX) {
                commands.add(givenUp.poll());
            }
            // Whoever claims an event anew must not be given up together with its predecessor.
            while (givenUp.isEmpty() && !wanted.isEmpty() && claiming.size() < BATCH_MAX) {
                Wanted next = wanted.poll();
                claiming.add(next);
                commands.add(next.command());
            }
        }
        send(commands, failure -> claimed(claiming, failure));
    }

    private void send(List<ClaimCommand> commands, Consumer<@Nullable Throwable> then) {
        ClaimCommand last = commands.getLast();
        AtomicBoolean ended = new AtomicBoolean();
        last.endsWith(() -> {
            if (!ended.getAndSet(true)) {
                // What has no answer by now must not be sent again after a reconnection.
                commands.stream().filter(one -> !one.isDone()).forEach(ClaimCommand::cancel);
                then.accept(last.failure());
            }
        });
        redis.send(commands);
    }

    private void claimed(List<Wanted> claiming, @Nullable Throwable failure) {
        if (failure == null) {
            redis.answered();
        } else {
            redis.failed(failure);
        }
        claiming.forEach(one -> tell(one, claim(one.command().answer())));
        List<Wanted> unasked = new ArrayList<>();
        synchronized (this) {
            underWay = false;
            if (failure != null) {
                // Whatever it was, nobody waits for another try.
                unasked.addAll(wanted);
                wanted.clear();
                givenUp.clear();
            }
        }
        unasked.forEach(one -> tell(one, GRANTED));
        sendClaims();
    }

    private static void tell(Wanted one, Claim claim) {
        try {
            one.then().accept(claim);
        } catch (RuntimeException | Error e) {
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
