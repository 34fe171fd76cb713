package io.pasarela.operations.consumer;

import io.pasarela.contracts.events.PublishedTopic;
import io.pasarela.contracts.events.Topics;
import io.pasarela.operations.kafka.Cluster;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;

/** The topics that the trials are written to. */
final class CheckTopics {

    private static final int PARTITIONS = 3;

    private CheckTopics() {}

    /** Whether real events stand in a topic of that name, so that nobody publishes made-up ramps there by accident. */
    static boolean isReal(String topic) {
        return topic.equals(Topics.PROVIDER_WEBHOOKS)
                || topic.endsWith(".dlq")
                || Arrays.stream(PublishedTopic.values())
                        .anyMatch(published -> published.topic().equals(topic));
    }

    /** Creates it, deleted after retention as the cluster has it, unless it is there. */
    static void make(Cluster cluster, String topic, boolean compacted) {
        if (cluster.topics().contains(topic)) {
            return;
        }
        var made = new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty())
                .configs(compacted ? Map.of("cleanup.policy", "compact") : Map.of());
        try (Admin admin = cluster.admin()) {
            cluster.answer(admin.createTopics(List.of(made)).all());
        }
    }

    static int partitions(Cluster cluster, String topic) {
        try (Admin admin = cluster.admin()) {
            TopicDescription described = cluster.answer(Objects.requireNonNull(
                    admin.describeTopics(List.of(topic)).topicNameValues().get(topic)));
            return described.partitions().size();
        }
    }
}
