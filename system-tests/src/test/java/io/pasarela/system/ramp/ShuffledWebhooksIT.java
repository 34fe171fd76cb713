package io.pasarela.system.ramp;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.contracts.events.Topics;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider that delivers twice, late and in any order, in its own words: every ramp ends where it should, with one event per transition. */
class ShuffledWebhooksIT {

    private static final List<String> WAY =
            List.of("CREATED", "AWAITING_DEPOSIT", "DEPOSIT_RECEIVED", "CONVERTING", "PAYING_OUT", "COMPLETED");

    /** KillB's words in their natural order, as its OpenAPI document lists them; a ramp begins as CREATED. */
    private static final List<String> WORDS = Stream.concat(
                    Stream.of("CASH_IN", "CONVERSION", "CASH_OUT")
                            .flatMap(part -> Stream.of("REQUEST", "REQUESTED", "PENDING", "PROCESSING", "COMPLETED")
                                    .map(step -> part + "_" + step)),
                    Stream.of("COMPLETED"))
            .toList();

    /** A ramp and what its provider tells of it. @param end where it ends, in our words */
    private record Story(Gateway.Answer ramp, List<String> words, String end) {

        String id() {
            return ramp.text("id");
        }

        String providerId() {
            return ramp.text("providerRampId");
        }
    }

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @AfterEach
    void wellBehavedAgain() {
        system.simulator().forgetFaults();
    }

    @Test
    void everyRampEndsWhereItShouldWithOneEventPerTransitionAndAVerdictPerWebhook() {
        List<Story> stories = stories();
        Set<String> told = new HashSet<>(Set.of("CREATED"));
        stories.forEach(story -> told.addAll(story.words()));
        assertThat(told).as("KillB's words").hasSize(23);

        system.simulator().fault("{\"target\":\"webhook RAMP\",\"kind\":\"DUPLICATE\",\"probability\":0.25}");
        system.simulator().fault("{\"target\":\"webhook RAMP\",\"kind\":\"REORDER\",\"ms\":600,\"probability\":0.3}");
        system.simulator().fault("{\"target\":\"webhook RAMP\",\"kind\":\"DELAY\",\"ms\":300,\"probability\":0.4}");
        for (int step = 0; step <= WORDS.size(); step++) {
            for (Story story : stories) {
                if (step < story.words().size()) {
                    system.simulator()
                            .rampStatus(story.providerId(), story.words().get(step));
                }
            }
        }

        for (Story story : stories) {
            eventually(Duration.ofSeconds(60), () -> assertThat(verdicts(story)).hasSize(delivered(story)));
            assertThat(gateway.get("/api/v2/ramps/" + story.id()).text("status"))
                    .as("%s", story.words())
                    .isEqualTo(story.end());
        }
        var published = Topic.everything(system.sandbox().kafkaBootstrap(), Topics.RAMPS);
        stories.forEach(story -> oneEventPerTransition(story, published));
    }

    private List<Story> stories() {
        Demo user = system.newUser();
        List<Story> stories = new ArrayList<>();
        for (int whole = 0; whole < 8; whole++) {
            stories.add(story(user, WORDS, "COMPLETED"));
        }
        stories.add(story(user, with("REVIEW_NEEDED", 5, "COMPLETED"), "COMPLETED"));
        stories.add(story(user, with("REVIEW_NEEDED", 10, "FAILED"), "FAILED"));
        stories.add(story(user, cut(7, "ERROR"), "FAILED"));
        stories.add(story(user, cut(12, "REJECTED"), "REJECTED"));
        stories.add(story(user, cut(3, "CANCELED"), "CANCELED"));
        stories.add(story(user, cut(3, "EXPIRED"), "EXPIRED"));
        return stories;
    }

    private Story story(Demo user, List<String> words, String end) {
        var ramp = gateway.ramp(user, "shuffled-" + UUID.randomUUID());
        assertThat(ramp.status()).isEqualTo(201);
        return new Story(ramp, words, end);
    }

    private static List<String> cut(int after, String last) {
        return Stream.concat(WORDS.stream().limit(after), Stream.of(last)).toList();
    }

    private static List<String> with(String word, int at, String last) {
        return Stream.of(
                        WORDS.subList(0, at).stream(),
                        Stream.of(word),
                        WORDS.subList(at, WORDS.size() - 1).stream(),
                        Stream.of(last))
                .flatMap(part -> part)
                .toList();
    }

    private void oneEventPerTransition(Story story, List<ConsumerRecord<String, String>> published) {
        List<JsonNode> events = published.stream()
                .filter(record -> story.id().equals(record.key()))
                .map(record -> json(record.value()))
                .toList();
        assertThat(events)
                .extracting(event -> event.path("sequence").asLong())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        List<String> statuses =
                events.stream().map(event -> event.at("/ramp/status").asText()).toList();
        assertThat(statuses).as("%s", story.words()).startsWith("CREATED").endsWith(story.end());
        if (!story.words().contains("REVIEW_NEEDED")) {
            assertThat(statuses.subList(0, statuses.size() - 1))
                    .extracting(WAY::indexOf)
                    .doesNotContain(-1)
                    .doesNotHaveDuplicates()
                    .isSorted();
        }
    }

    private List<String> verdicts(Story story) {
        List<String> verdicts = new ArrayList<>();
        gateway.get("/api/v2/ramps/" + story.id() + "/timeline")
                .body()
                .path("data")
                .forEach(line -> {
                    if (line.path("cause").asText().equals("WEBHOOK")) {
                        verdicts.add(line.path("verdict").asText());
                    }
                });
        return verdicts;
    }

    /** How many different webhooks about it came through: its creation, and one for each of KillB's statuses after that. */
    private int delivered(Story story) {
        List<String> events = new ArrayList<>();
        system.simulator().deliveries(story.providerId()).forEach(line -> {
            if (line.path("outcome").asText().equals("DELIVERED")) {
                events.add(line.path("eventId").asText());
            }
        });
        int history = system.simulator()
                .rampsWithKey(story.id())
                .path(0)
                .path("statusHistory")
                .size();
        assertThat(events.stream().distinct().count()).isEqualTo(history);
        assertThat(history).isGreaterThan(story.words().size());
        return history;
    }

    private static JsonNode json(String text) {
        try {
            return Gateway.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
