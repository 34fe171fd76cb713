package io.pasarela.operations.doctor;

import io.pasarela.contracts.events.PublishedTopic;
import io.pasarela.contracts.events.Topics;
import io.pasarela.operations.kafka.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** The topics of the contract are there, shared out and kept as they must be. */
final class TopicChecks {

    private static final Duration REPLAYABLE = Duration.ofDays(30);
    private static final Duration PARKED = Duration.ofDays(90);

    /** A webhook of 1 MiB with its headers and the reason why it was parked. */
    private static final long RECORD_BYTES_MIN = 2 * 1024 * 1024;

    private static final int PARTITIONS_MIN = 6;
    private static final int COPIES_MIN = 3;
    private static final int IN_SYNC_MIN = 2;

    /** @param kept how long at least; null where the last record of each key is kept for good */
    private record Wanted(
            String name, int partitions, @Nullable Duration kept) {}

    private static final List<Wanted> WANTED = List.of(
            new Wanted(Topics.PROVIDER_WEBHOOKS, PARTITIONS_MIN, REPLAYABLE),
            new Wanted(Topics.RAMPS, PARTITIONS_MIN, PublishedTopic.RAMPS.kept()),
            new Wanted(Topics.USERS, PARTITIONS_MIN, PublishedTopic.USERS.kept()),
            new Wanted(Topics.deadLetter(Topics.PROVIDER_WEBHOOKS, Settings.RAMP), 1, PARKED),
            new Wanted(Topics.deadLetter(Topics.PROVIDER_WEBHOOKS, Settings.QUOTE), 1, PARKED),
            new Wanted(Topics.deadLetter(Topics.RAMPS, Settings.NOTIFICATION), 1, PARKED),
            new Wanted(Topics.deadLetter(Topics.RAMPS, Settings.QUOTE), 1, PARKED),
            new Wanted(Topics.deadLetter(Topics.USERS, Settings.QUOTE), 1, PARKED));

    private final Cluster cluster;
    private final boolean sandbox;

    /** @param sandbox one broker is enough */
    TopicChecks(Cluster cluster, boolean sandbox) {
        this.cluster = cluster;
        this.sandbox = sandbox;
    }

    List<Row> rows() {
        Set<String> there = cluster.topics();
        Set<String> names =
                WANTED.stream().map(Wanted::name).filter(there::contains).collect(Collectors.toSet());
        try (Admin admin = cluster.admin()) {
            Map<String, TopicDescription> topics =
                    cluster.answer(admin.describeTopics(names).allTopicNames());
            Map<ConfigResource, Config> configs = cluster.answer(admin.describeConfigs(
                            names.stream().map(TopicChecks::resource).toList())
                    .all());
            return WANTED.stream()
                    .map(wanted -> row(wanted, topics.get(wanted.name()), configs.get(resource(wanted.name()))))
                    .toList();
        }
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private Row row(Wanted wanted, @Nullable TopicDescription topic, @Nullable Config config) {
        String what = "topic " + wanted.name();
        String todo =
                "make it as k8s/components/kafka/topics.yaml has it (a topic's partitions are never changed once it holds records)";
        if (topic == null || config == null) {
            return Row.failed(what, "is not there", todo);
        }
        int partitions = topic.partitions().size();
        int copies = topic.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        int inSync = (int) number(config, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
        List<String> faults = new ArrayList<>(kept(wanted, config));
        if (partitions < wanted.partitions()) {
            faults.add("%d partitions instead of %d".formatted(partitions, wanted.partitions()));
        }
        if (!sandbox && copies < COPIES_MIN) {
            faults.add("%d copies instead of %d".formatted(copies, COPIES_MIN));
        }
        if (!sandbox && (inSync < IN_SYNC_MIN || inSync >= copies)) {
            faults.add("min.insync.replicas is %d instead of %d".formatted(inSync, IN_SYNC_MIN));
        }
        if (number(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG) < RECORD_BYTES_MIN) {
            faults.add("max.message.bytes is less than %d".formatted(RECORD_BYTES_MIN));
        }
        return faults.isEmpty()
                ? Row.ok(what, "%d partitions, %d copies, %d in sync".formatted(partitions, copies, inSync))
                : Row.failed(what, String.join("; ", faults), todo);
    }

    private static List<String> kept(Wanted wanted, Config config) {
        String policy = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        if (wanted.kept() == null) {
            return policy.equals(TopicConfig.CLEANUP_POLICY_COMPACT) ? List.of() : List.of("it is not compacted");
        }
        long millis = number(config, TopicConfig.RETENTION_MS_CONFIG);
        return policy.equals(TopicConfig.CLEANUP_POLICY_DELETE)
                        && (millis < 0 || millis >= wanted.kept().toMillis())
                ? List.of()
                : List.of("it is not kept for %d days".formatted(wanted.kept().toDays()));
    }

    private static long number(Config config, String name) {
        return Long.parseLong(config.get(name).value());
    }
}
