package io.pasarela.deployment;

import static io.pasarela.deployment.Rendered.name;
import static io.pasarela.deployment.Rendered.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.sandbox.infra.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics and who may do what with them, held against the sandbox, which the tests of the system use, and against the services' channels. */
class TopicsTest {
    private static final Rendered PRODUCTION = Rendered.production();

    @Test
    void theTopicsAreThoseOfTheSandboxWithTheSameSettings() {
        assertThat(PRODUCTION.kind("KafkaTopic").map(Rendered::name))
                .containsExactlyInAnyOrderElementsOf(
                        Topics.ALL.stream().map(NewTopic::name).toList());
        assertThat(Topics.ALL).allSatisfy(topic -> {
            JsonNode config = PRODUCTION.only("KafkaTopic", topic.name()).at("/spec/config");
            assertThat(topic.configs())
                    .as(topic.name())
                    .allSatisfy((key, value) ->
                            assertThat(config.path(key).asText()).as(key).isEqualTo(value));
        });
    }

    @Test
    void whatIsAcknowledgedIsOnTwoBrokersAndSurvivesOne() {
        assertThat(PRODUCTION.kind("KafkaTopic")).allSatisfy(topic -> {
            assertThat(topic.at("/spec/replicas").asInt()).as(name(topic)).isEqualTo(3);
            assertThat(topic.at("/spec/config/min.insync.replicas").asInt())
                    .as(name(topic))
                    .isEqualTo(2);
        });
        assertThat(PRODUCTION
                        .only("Kafka", "pasarela")
                        .at("/spec/kafka/config/unclean.leader.election.enable")
                        .asBoolean(true))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-ingest", "quote-service", "ramp-service", "notification-service"})
    void aServiceMayReadWhatItConsumesAndWriteWhatItProducesAndNothingElse(String service) {
        Set<String> reads = channel(service, "\\.incoming\\..*\\.topic")
                .filter(topic -> !topic.endsWith(".dlq"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> parks = channel(service, ".*dead-letter-queue\\.topic").collect(Collectors.toSet());

        assertThat(topics(service, "Read")).as("reads").isEqualTo(reads);
        assertThat(topics(service, "Write"))
                .as("writes")
                .containsAll(parks)
                .allSatisfy(topic -> assertThat(topic)
                        .satisfiesAnyOf(
                                written -> assertThat(written).endsWith("." + service + ".dlq"),
                                written -> assertThat(WRITERS.getOrDefault(written, ""))
                                        .isEqualTo(service)));
        assertThat(topics(service, "Delete", "Create", "Alter", "All"))
                .as("changes")
                .isEmpty();
        assertThat(groups(service))
                .allSatisfy(group -> assertThat(prefixes(service)).as(group).anyMatch(group::startsWith));
    }

    /** Design: who writes which topic of the contract. */
    private static final Map<String, String> WRITERS =
            Map.of("provider.webhooks", "webhook-ingest", "ramps", "ramp-service", "users", "ramp-service");

    @Test
    void everyTopicOfTheContractHasItsWriter() {
        assertThat(WRITERS)
                .allSatisfy(
                        (topic, service) -> assertThat(topics(service, "Write")).contains(topic));
    }

    @Test
    void anotherTeamMayOnlyRead() {
        assertThat(topics("team-example", "Read")).isEqualTo(Set.of("ramps", "users"));
        assertThat(acls("team-example")
                        .flatMap(acl -> stream(acl.path("operations")).map(JsonNode::asText)))
                .containsOnly("Read", "Describe");
        assertThat(prefixes("team-example")).containsExactly("team-example.");
    }

    @Test
    void scalingByLagFollowsTheServicesOwnGroupAndNeverExceedsThePartitions() {
        assertThat(PRODUCTION.kind("ScaledObject"))
                .isNotEmpty()
                .allSatisfy(scaled -> stream(scaled.at("/spec/triggers"))
                        .filter(trigger -> trigger.path("type").asText().equals("kafka"))
                        .forEach(trigger -> {
                            String topic = trigger.at("/metadata/topic").asText();
                            assertThat(groups(name(scaled)))
                                    .contains(trigger.at("/metadata/consumerGroup")
                                            .asText());
                            assertThat(channel(name(scaled), "\\.incoming\\..*\\.topic"))
                                    .contains(topic);
                            assertThat(scaled.at("/spec/maxReplicaCount").asInt())
                                    .isLessThanOrEqualTo(PRODUCTION
                                            .only("KafkaTopic", topic)
                                            .at("/spec/partitions")
                                            .asInt());
                        }));
    }

    private static Stream<String> channel(String service, String key) {
        return matching(service, "mp\\.messaging" + key).values().stream().distinct();
    }

    private static Set<String> groups(String service) {
        return new TreeSet<>(
                matching(service, "mp\\.messaging\\.incoming\\..*\\.group\\.id").values());
    }

    private static Map<String, String> matching(String service, String key) {
        var properties = Settings.properties(service);
        var found = new TreeMap<String, String>();
        properties.stringPropertyNames().stream()
                .filter(name -> name.matches(key))
                .forEach(name -> found.put(name, properties.getProperty(name)));
        return found;
    }

    private static Set<String> topics(String user, String... operations) {
        return acls(user)
                .filter(acl -> acl.at("/resource/type").asText().equals("topic"))
                .filter(acl ->
                        stream(acl.path("operations")).map(JsonNode::asText).anyMatch(List.of(operations)::contains))
                .map(acl -> acl.at("/resource/name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> prefixes(String user) {
        return acls(user)
                .filter(acl -> acl.at("/resource/type").asText().equals("group"))
                .map(acl -> acl.at("/resource/name").asText())
                .toList();
    }

    private static Stream<JsonNode> acls(String user) {
        return stream(PRODUCTION.only("KafkaUser", user).at("/spec/authorization/acls"));
    }
}
