package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.Topics;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From quotation to payout, seen where people and other teams see it. */
class RampJourneyIT {

    private static final List<String> WHOLE_WAY =
            List.of("CREATED", "AWAITING_DEPOSIT", "DEPOSIT_RECEIVED", "CONVERTING", "PAYING_OUT", "COMPLETED");

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @ParameterizedTest
    @CsvSource({
        "MXN, USDC, 1500.00, SPEI, POLYGON, wallet, ON_RAMP",
        "COP, USDC, 400000.00, PSE, POLYGON, wallet, ON_RAMP",
        "USDC, MXN, 50.000000, POLYGON, SPEI, spei, OFF_RAMP"
    })
    void everyStatusArrivesAtTheStreamInOrderAndOnce(
            String from, String to, String amount, String cashIn, String cashOut, String account, String direction) {
        Demo user = system.newUser();
        String accountId = account.equals("wallet") ? user.walletId() : user.speiId();
        String quotationId = gateway.quote(from, to, amount, cashIn, cashOut).text("id");

        var ramp = gateway.ramp(quotationId, user.userId(), accountId, "journey-" + user.userId());
        try (var stream = gateway.stream("?ramp=" + ramp.text("id"))) {
            system.simulator().pay(ramp.text("providerRampId"));
            eventually(() -> assertThat(stream.statuses()).endsWith("COMPLETED"));

            assertThat(ramp.status()).isEqualTo(201);
            assertThat(ramp.text("direction")).isEqualTo(direction);
            assertThat(ramp.body().path("depositInstructions")).hasSize(1);
            assertThat(stream.statuses()).containsExactlyElementsOf(WHOLE_WAY);
            assertThat(stream.events())
                    .extracting(event -> Long.parseLong(event.id()))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aStreamResumesWhereItWasCutOff() {
        Demo user = system.newUser();
        var ramp = gateway.ramp(user, "resume-" + user.userId());
        system.simulator().pay(ramp.text("providerRampId"));
        String cutAt;
        try (var first = gateway.stream("?ramp=" + ramp.text("id"))) {
            eventually(() -> assertThat(first.statuses()).hasSizeGreaterThanOrEqualTo(3));
            cutAt = first.events().get(2).id();
        }

        try (var second = gateway.stream("?ramp=" + ramp.text("id") + "&lastEventId=" + cutAt)) {
            eventually(() -> assertThat(second.statuses()).endsWith("COMPLETED"));

            assertThat(second.statuses()).containsExactlyElementsOf(WHOLE_WAY.subList(3, WHOLE_WAY.size()));
        }
    }

    @Test
    void anotherTeamReadsTheWholeStoryFromTheTopic() {
        Demo user = system.newUser();
        var ramp = gateway.ramp(user, "topic-" + user.userId());
        system.simulator().pay(ramp.text("providerRampId"));
        eventually(
                () -> assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                        .isEqualTo("COMPLETED"));

        eventually(() -> assertThat(story(ramp.text("id"))).hasSize(WHOLE_WAY.size()));
        var story = story(ramp.text("id"));

        assertThat(story)
                .extracting(record -> json(record).at("/ramp/status").asText())
                .containsExactlyElementsOf(WHOLE_WAY);
        assertThat(story)
                .extracting(record -> json(record).path("sequence").asInt())
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(story).allSatisfy(record -> {
            assertThat(Topic.header(record, "ce_specversion")).isEqualTo("1.0");
            assertThat(Topic.header(record, "ce_subject")).isEqualTo(ramp.text("id"));
            assertThat(faults(record)).isEmpty();
        });
        Set<String> ids = new HashSet<>();
        story.forEach(record -> ids.add(Topic.header(record, "ce_id")));
        assertThat(ids).hasSameSizeAs(story);
    }

    @Test
    void theTimelineTellsWhatWasHeardAndWhatBecameOfIt() {
        Demo user = system.newUser();
        var ramp = gateway.ramp(user, "timeline-" + user.userId());
        system.simulator().pay(ramp.text("providerRampId"));
        eventually(
                () -> assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                        .isEqualTo("COMPLETED"));

        JsonNode lines = gateway.get("/api/v2/ramps/" + ramp.text("id") + "/timeline")
                .body()
                .path("data");

        assertThat(lines)
                .first()
                .satisfies(line -> assertThat(line.path("cause").asText()).isEqualTo("REQUEST"));
        assertThat(lines).last().satisfies(line -> {
            assertThat(line.path("status").asText()).isEqualTo("COMPLETED");
            assertThat(line.path("cause").asText()).isEqualTo("WEBHOOK");
        });
    }

    @Test
    void theInboxHoldsOneNoticePerChangeAndRemembersWhatWasRead() {
        String suffix = "-" + java.util.UUID.randomUUID();
        Demo user = system.newUser(suffix);
        Gateway ana = system.as(io.pasarela.sandbox.issuer.Client.DEMO_APP, "ana" + suffix);
        var ramp = gateway.ramp(user, "inbox" + suffix);
        system.simulator().pay(ramp.text("providerRampId"));
        eventually(() ->
                assertThat(ana.get("/api/v2/notifications").body().path("data")).hasSize(WHOLE_WAY.size()));

        var newest = ana.get("/api/v2/notifications?limit=1").body();
        var read = ana.post("/api/v2/notifications/" + newest.at("/data/0/id").asText() + "/read", "");
        var next = ana.get("/api/v2/notifications?limit=1&after="
                        + newest.path("nextCursor").asText())
                .body();

        assertThat(newest.at("/data/0/status").asText()).isEqualTo("COMPLETED");
        assertThat(read.text("readAt")).isNotEmpty();
        assertThat(next.at("/data/0/status").asText()).isEqualTo("PAYING_OUT");
    }

    private List<ConsumerRecord<String, String>> story(String rampId) {
        return Topic.of(system.sandbox().kafkaBootstrap(), Topics.RAMPS, rampId);
    }

    private static JsonNode json(ConsumerRecord<String, String> record) {
        try {
            return Gateway.JSON.readTree(record.value());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<?> faults(ConsumerRecord<String, String> record) throws IOException {
        String type = Topic.header(record, "ce_type");
        try (var schema = Wire.class.getResourceAsStream("schemas/" + type + ".json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(schema)
                    .validate(json(record));
        }
    }
}
