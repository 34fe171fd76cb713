package io.pasarela.ingest.store;

import io.pasarela.ingest.IngestConfig;
import io.pasarela.ingest.store.ClaimScript.Mark;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Who publishes an event, and which are published, remembered for all replicas in Redis. An event is claimed before it is published and
 * marked once Kafka has it; a claim that nobody marks runs out, so a replica that dies loses nothing.
 *
 * <p>While one round trip is under way, everything that is asked meanwhile is gathered for the next: under load many webhooks share one.
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

    private static final Logger LOG = Logger.getLogger(Claims.class);

    private static final long MARK_WITHIN_MILLIS = 5;

    private static final int BATCH_MAX = 256;

    private static final Claim GRANTED = new Claim.Granted();
    private static final Claim ELSEWHERE = new Claim.Elsewhere();

    private record Wanted(byte[] key, Consumer<Claim> then) {}

    private final RedisLink redis;
    private final Vertx vertx;
    private final ClaimScript script;

    private final Deque<Wanted> wanted = new ArrayDeque<>();
    private final Deque<Mark> marks = new ArrayDeque<>();
    private boolean underWay;

    Claims(RedisLink redis, IngestConfig config, Vertx vertx) {
        this.redis = redis;
        this.vertx = vertx;
        this.script = new ClaimScript(redis, CLAIMED_FOR, config.rememberFor());
    }

    /** Claims the event. Tells once, soon, and never fails; on whichever thread. */
    public void claim(String event, Consumer<Claim> then) {
        if (!redis.isUsable()) {
            then.accept(GRANTED);
            return;
        }
        synchronized (this) {
            wanted.add(new Wanted(key(event), then));
        }
        flush();
    }

    /** Kafka has the event. @param checksum of the body, not empty */
    public void published(String event, String checksum) {
        mark(event, "=" + checksum);
    }

    /** Kafka does not have the event: whoever comes next may try. */
    public void givenUp(String event) {
        mark(event, "");
    }

    // Nobody waits for a mark, so it rides along with the next claims; only where none come it goes by itself.
    private void mark(String event, String value) {
        if (!redis.isUsable()) {
            return;
        }
        boolean first;
        synchronized (this) {
            first = marks.isEmpty();
            marks.add(new Mark(key(event), bytes(value)));
        }
        if (first) {
            vertx.setTimer(MARK_WITHIN_MILLIS, _ -> flush());
        }
    }

    private void flush() {
        List<Wanted> claiming = new ArrayList<>();
        List<Mark> marking = new ArrayList<>();
        synchronized (this) {
            if (underWay || (wanted.isEmpty() && marks.isEmpty())) {
                return;
            }
            underWay = true;
            while (!marks.isEmpty() && marking.size() < BATCH_MAX) {
                marking.add(marks.poll());
            }
            // A claim must never overtake the mark of its own event.
            while (marks.isEmpty() && !wanted.isEmpty() && claiming.size() < BATCH_MAX) {
                claiming.add(wanted.poll());
            }
        }
        try {
            send(marking, claiming);
        } catch (RuntimeException | Error e) {
            // Whatever it was, nobody may wait for ever, and the next batch must go out.
            failed(e, claiming);
        }
    }

    private void send(List<Mark> marking, List<Wanted> claiming) {
        List<byte[]> claimKeys = claiming.stream().map(Wanted::key).toList();
        script.run(marking, claimKeys).whenComplete((held, failure) -> {
            if (failure != null) {
                failed(failure, claiming);
                return;
            }
            redis.answered();
            done();
            for (int i = 0; i < claiming.size(); i++) {
                tell(claiming.get(i), claim(held.get(i)));
            }
        });
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

    private void failed(Throwable failure, List<Wanted> claiming) {
        redis.failed(failure);
        List<Wanted> waiting = new ArrayList<>(claiming);
        synchronized (this) {
            // Nobody waits for another try.
            waiting.addAll(wanted);
            wanted.clear();
            marks.clear();
            underWay = false;
        }
        waiting.forEach(one -> tell(one, GRANTED));
    }

    private void done() {
        synchronized (this) {
            underWay = false;
        }
        flush();
    }

    private Claim claim(byte[] held) {
        // Our own claim is one whose mark did not get through: nobody else is at work on it.
        if (held.length == 0 || script.isOurs(held)) {
            return GRANTED;
        }
        return held[0] == '='
                ? new Claim.Published(new String(held, 1, held.length - 1, StandardCharsets.UTF_8))
                : ELSEWHERE;
    }

    // The braces keep all of them on one node of a Redis Cluster, as a script needs it.
    private static byte[] key(String event) {
        return bytes("{webhooks}:event:" + event);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
