package io.pasarela.sandbox.infra;

import io.pasarela.sandbox.process.SandboxFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The topics of the published contract. Existing ones are left as they are. */
public final class Topics {
    private static final Duration REPLAYABLE = Duration.ofDays(30);

    /** The longest month and some: usage against a monthly limit is counted from this topic. */
    private static final Duration A_MONTH = Duration.ofDays(35);

    private static final Duration PARKED = Duration.ofDays(90);

    /** A webhook's body may have 1 MiB, to which come its headers and, where it is parked, the reason. */
    private static final int RECORD_BYTES_MAX = 2 * 1024 * 1024;

    private static final long PATIENCE_SECONDS = 30;

    public static final List<NewTopic> ALL = List.of(
            topic("provider.webhooks", 6, REPLAYABLE),
            topic("ramps", 6, A_MONTH),
            compacted("users", 6),
            topic("provider.webhooks.ramp-service.dlq", 1, PARKED),
            topic("provider.webhooks.quote-service.dlq", 1, PARKED),
            topic("ramps.notification-service.dlq", 1, PARKED),
            topic("ramps.quote-service.dlq", 1, PARKED),
            topic("users.quote-service.dlq", 1, PARKED));

    /** At each start the client would tell a hundred settings of its own. */
    private static final Logger CLIENT_LOG = Logger.getLogger("org.apache.kafka");

    private Topics() {}

    /** Waits until the broker knows every topic. */
    public static void create(String bootstrap) {
        CLIENT_LOG.setLevel(Level.WARNING);
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var existing = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            var missing = ALL.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .toList();
            admin.createTopics(missing).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Creating the topics was interrupted.");
        } catch (ExecutionException | TimeoutException e) {
            throw new SandboxFailure("The topics could not be created: " + e.getMessage(), e);
        }
    }

    /** Keeps the last record of each key for good, so that a reader from the beginning knows every key. */
    private static NewTopic compacted(String name, int partitions) {
        return new NewTopic(name, partitions, (short) 1)
                .configs(Map.of("cleanup.policy", "compact", "max.message.bytes", String.valueOf(RECORD_BYTES_MAX)));
    }

    private static NewTopic topic(String name, int partitions, Duration retention) {
        return new NewTopic(name, partitions, (short) 1)
                .configs(Map.of(
                        "retention.ms", String.valueOf(retention.toMillis()),
                        "max.message.bytes", String.valueOf(RECORD_BYTES_MAX)));
    }
}
