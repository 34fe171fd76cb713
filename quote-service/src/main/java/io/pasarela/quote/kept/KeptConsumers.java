package io.pasarela.quote.kept;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads the topics as records come. What can never be read parks in the dead-letter topic; while Redis is away the partition waits.
 */
@ApplicationScoped
class KeptConsumers {

    private static final Logger LOG = Logger.getLogger(KeptConsumers.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final List<Kept> all;
    private final Redis redis;

    KeptConsumers(@Any Instance<Kept> all, Redis redis) {
        this.all = all.stream().toList();
        this.redis = redis;
    }

    @Incoming("kept-ramps")
    Uni<Void> ramp(ConsumerRecord<String, byte[]> record) {
        return keep(record);
    }

    @Incoming("kept-users")
    Uni<Void> user(ConsumerRecord<String, byte[]> record) {
        return keep(record);
    }

    // Deferred, so that a failure is handed on: thrown, it would be logged by the framework with all that it quotes.
    private Uni<Void> keep(ConsumerRecord<String, byte[]> record) {
        return Uni.createFrom().deferred(() -> keep(record, commands(record.topic(), record.value())));
    }

    private Uni<Void> keep(ConsumerRecord<String, byte[]> record, List<Command> commands) {
        return redis.runAll(commands)
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "record %d of %s-%d will be tried again: %s",
                        record.offset(),
                        record.topic(),
                        record.partition(),
                        failure.getClass().getName()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    List<Command> commands(String topic, byte @org.jspecify.annotations.Nullable [] value) {
        if (value == null) {
            throw new UnreadableRecord("the record has no value", new NullPointerException());
        }
        Instant now = Instant.now();
        return all.stream()
                .filter(kept -> kept.topic().equals(topic))
                .flatMap(kept -> kept.commands(value, now).stream())
                .toList();
    }

    /** The topics of which something is kept. */
    List<String> topics() {
        return all.stream().map(Kept::topic).distinct().sorted().toList();
    }

    Redis redis() {
        return redis;
    }
}
