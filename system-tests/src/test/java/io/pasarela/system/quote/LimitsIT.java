package io.pasarela.system.quote;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.contracts.events.Topics;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.Gateway.Answer;
import io.pasarela.system.support.RedisSocket;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Simulator;
import io.pasarela.system.support.Topic;
import io.pasarela.system.support.TopicWriter;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user may still move, as the user's client sees it. */
class LimitsIT {

    private static final Duration RESTARTED = Duration.ofSeconds(60);

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();
    private final Simulator simulator = system.simulator();

    @Test
    void aRampUsesUpTheDayAndTheMonthUntilItComesToNothing() {
        Demo user = system.newUser();
        JsonNode before = limits(user.userId());

        var quotation = gateway.quote("MXN", "USDC", "1500.00", "SPEI", "POLYGON");
        var ramp = gateway.ramp(quotation.text("id"), user.userId(), user.walletId(), "limits-" + user.userId());
        BigDecimal dollars = new BigDecimal(quotation.text("toAmount"));

        assertThat(before.path("level").asText()).isEqualTo("L1");
        assertThat(before.path("basis").asText()).isEqualTo("PROVIDER");
        assertThat(before.at("/day/limit").asText()).isEqualTo("2500.00");
        assertThat(before.at("/day/used").asText()).isEqualTo("0.00");
        assertThat(before.at("/month/remaining").asText()).isEqualTo("10000.00");
        eventually(() -> assertThat(used(user.userId())).isEqualTo(up(dollars)));
        assertThat(new BigDecimal(limits(user.userId()).at("/day/remaining").asText()))
                .isEqualTo(new BigDecimal("2500").subtract(dollars).setScale(2, java.math.RoundingMode.FLOOR));

        failed(ramp.text("providerRampId"));
        eventually(() -> assertThat(used(user.userId())).isEqualTo("0.00"));
    }

    @ParameterizedTest
    @CsvSource({
        "es,supera lo que te queda de tu límite de hoy",
        "en,above what is left of your limit for today",
        "pt,ultrapassa o que resta do seu limite de hoje"
    })
    void anAmountBeyondTheLimitIsRefusedWithTheWayOnBeforeAnythingReachesTheProvider(String language, String words) {
        Demo user = system.newUser();
        limits(user.userId());
        long quotations = simulator.requests("POST /quotations");
        long simulations = simulator.requests("POST /quotations/simulation");

        Answer refused = quote(user.userId(), "3000.00", true, language);

        assertThat(refused.status()).as(refused.body().toString()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("LIMIT_EXCEEDED");
        assertThat(refused.text("nextAction")).isEqualTo("UPGRADE_KYC");
        assertThat(refused.text("window")).isEqualTo("DAY");
        assertThat(refused.text("amount")).isEqualTo("3000.00");
        assertThat(refused.text("userMessage")).contains(words, "3000.00", "2500.00", "L2", "10000.00", "24");
        assertThat(refused.text("detail")).contains("daily limit");
        JsonNode limits = refused.body().path("limits");
        assertThat(limits.at("/day/remaining").asText()).isEqualTo("2500.00");
        assertThat(limits.at("/nextLevel/level").asText()).isEqualTo("L2");
        assertThat(limits.at("/nextLevel/needs"))
                .extracting(need -> need.path("code").asText())
                .containsExactly("ID_DOCUMENT_IMAGES", "PROOF_OF_ADDRESS", "SELFIE");
        assertThat(limits.at("/nextLevel/brings")).isNotEmpty();
        assertThat(limits.at("/nextLevel/review/min").asText()).isEqualTo("PT1H");
        assertThat(limits.at("/nextLevel/review/max").asText()).isEqualTo("PT24H");
        assertThat(simulator.requests("POST /quotations")).isEqualTo(quotations);
        assertThat(simulator.requests("POST /quotations/simulation")).isEqualTo(simulations);
    }

    @Test
    void pesosBeyondTheLimitAreRefusedAtTheirOwnPriceWithNothingBinding() {
        Demo user = system.newUser();
        limits(user.userId());
        long quotations = simulator.requests("POST /quotations");
        long simulations = simulator.requests("POST /quotations/simulation");

        Answer first = quote(user.userId(), "100000.00", false, "en");
        Answer second = quote(user.userId(), "100001.00", false, "en");

        assertThat(List.of(first.status(), second.status())).containsOnly(422);
        assertThat(first.text("code")).isEqualTo("LIMIT_EXCEEDED");
        assertThat(new BigDecimal(first.text("amount"))).isBetween(new BigDecimal("4000"), new BigDecimal("7000"));
        assertThat(simulator.requests("POST /quotations")).isEqualTo(quotations);
        assertThat(simulator.requests("POST /quotations/simulation")).isEqualTo(simulations + 2);
    }

    @Test
    void oneUsersBadOrderIsNobodyElsesAnswer() {
        Demo user = system.newUser();
        Demo neighbour = system.newUser();
        limits(user.userId());
        limits(neighbour.userId());

        Answer bad = quote(user.userId(), "1.00", false, "en");
        Answer tooMuch = quote(user.userId(), "100000.00", false, "en");
        Answer good = quote(neighbour.userId(), "1500.00", false, "en");

        assertThat(bad.status()).isEqualTo(400);
        assertThat(tooMuch.text("code")).isEqualTo("LIMIT_EXCEEDED");
        assertThat(good.status()).as(good.body().toString()).isEqualTo(201);
    }

    @Test
    void aQuotationForOneUserIsNoRampOfAnother() {
        Demo poor = system.newUser();
        Demo rich = system.newUser();
        limits(rich.userId());
        String quotationId = quote(rich.userId(), "1500.00", false, "en").text("id");

        Answer other = gateway.ramp(quotationId, poor.userId(), poor.walletId(), "other-" + poor.userId());
        Answer own = gateway.ramp(quotationId, rich.userId(), rich.walletId(), "own-" + rich.userId());

        assertThat(other.status()).as(other.body().toString()).isEqualTo(400);
        assertThat(other.body().at("/errors/0/field").asText()).isEqualTo("userId");
        assertThat(own.status()).as(own.body().toString()).isEqualTo(201);
    }

    @Test
    void anEndUserNamesItselfAndSeesAndExecutesNoQuotationButItsOwn() {
        String suffix = "-" + UUID.randomUUID();
        Demo user = system.newUser(suffix);
        limits(user.userId());
        Gateway ana = system.as(Client.DEMO_APP, "ana" + suffix);
        Gateway mallory = system.as(Client.DEMO_APP, "mallory" + suffix);

        Answer nameless = ana.quote("MXN", "USDC", "1500.00", "SPEI", "POLYGON");
        Answer own = quote(ana, user.userId(), "1500.00", false, "en");
        Answer forHer = quote(user.userId(), "1500.00", false, "en");
        String forNobody = gateway.quotationId();

        assertThat(nameless.status()).isEqualTo(400);
        assertThat(nameless.body().at("/errors/0/field").asText()).isEqualTo("userId");
        assertThat(own.status()).as(own.body().toString()).isEqualTo(201);
        for (String id : List.of(own.text("id"), forHer.text("id"))) {
            assertThat(ana.get("/api/v2/quotations/" + id).status()).isEqualTo(200);
            assertThat(gateway.get("/api/v2/quotations/" + id).status()).isEqualTo(200);
            assertThat(mallory.get("/api/v2/quotations/" + id).status()).isEqualTo(404);
        }
        assertThat(ana.get("/api/v2/quotations/" + forNobody).status()).isEqualTo(404);
        assertThat(ana.ramp(own.text("id"), user.userId(), user.walletId(), "own" + suffix)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aQuotationWithinTheLimitTellsTheLimits() {
        Demo user = system.newUser();

        Answer quoted = quote(user.userId(), "2500.00", true, "es");

        assertThat(quoted.status()).as(quoted.body().toString()).isEqualTo(201);
        assertThat(quoted.body().at("/limits/level").asText()).isEqualTo("L1");
        assertThat(quoted.body().at("/limits/day/remaining").asText()).isEqualTo("2500.00");
        assertThat(quoted.body().at("/limits/nextLevel/needs/0/code").asText()).isEqualTo("ID_DOCUMENT_IMAGES");
    }

    @Test
    void aHigherLevelCountsAsSoonAsItsWebhookIsHere() {
        Demo user = system.newUser();
        assertThat(limits(user.userId()).path("level").asText()).isEqualTo("L1");

        simulator.changeUser(user.userId(), "{\"accessLevel\":\"L2\"}");

        eventually(Duration.ofSeconds(5), () -> {
            JsonNode limits = limits(user.userId());
            assertThat(limits.path("level").asText()).isEqualTo("L2");
            assertThat(limits.at("/day/limit").asText()).isEqualTo("10000.00");
            assertThat(limits.at("/nextLevel/level").asText()).isEqualTo("L3");
        });
        assertThat(quote(user.userId(), "3000.00", true, "en").status()).isEqualTo(201);
    }

    @Test
    void aUserWhoWasTurnedDownGetsNoQuotation() {
        Demo user = system.newUser();
        limits(user.userId());

        simulator.rejectUser(user.userId());

        eventually(() -> assertThat(quote(user.userId(), "10.00", true, "en").text("code"))
                .isEqualTo("USER_NOT_ACTIVE"));
    }

    @Test
    void theLevelLastPublishedIsTakenWhileTheProviderIsAway() {
        Demo user = system.newUser();
        try {
            simulator.outage(true);

            JsonNode limits = limits(user.userId());

            assertThat(limits.path("basis").asText()).isEqualTo("DIRECTORY");
            assertThat(limits.path("level").asText()).isEqualTo("L1");
        } finally {
            simulator.outage(false);
        }
    }

    @Test
    void anotherClientsUserIsAsUnknownAsOneThatNeverWas() {
        String suffix = "-" + UUID.randomUUID();
        Demo user = system.newUser(suffix);
        String path = "/api/v2/users/" + user.userId() + "/limits";
        eventually(() -> assertThat(gateway.get(path).status()).isEqualTo(200));

        assertThat(system.as(Client.DEMO_APP, "ana" + suffix).get(path).status())
                .isEqualTo(200);
        assertThat(system.as(Client.DEMO_APP, "somebody-else").get(path).status())
                .isEqualTo(404);
        assertThat(gateway.get("/api/v2/users/" + UUID.randomUUID() + "/limits").status())
                .isEqualTo(404);
        assertThat(gateway.get("/api/v2/users/nobody/limits").status()).isEqualTo(404);
    }

    @Test
    void anyOrderAndRepetitionOfEventsAndAKilledServiceEndInTheSameUsage() {
        UUID userId = UUID.randomUUID();
        ZoneId zone = ZoneId.of("America/Mexico_City");
        Instant today = LocalDate.now(zone).atStartOfDay(zone).toInstant().plusMillis(1);
        List<RampEvent> events = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            RampStatus end = i % 4 == 0 ? RampStatus.FAILED : RampStatus.COMPLETED;
            // Powers of two: each subset of them has a sum of its own.
            events.addAll(Story.ramp(
                    userId,
                    BigDecimal.valueOf(1L << i, 4).toPlainString(),
                    "POLYGON",
                    i % 2 == 0 ? today : today.minusMillis(2),
                    Duration.ofMillis(10),
                    RampStatus.CREATED,
                    RampStatus.AWAITING_DEPOSIT,
                    RampStatus.DEPOSIT_RECEIVED,
                    end));
        }
        List<RampEvent> twice = new ArrayList<>(events);
        twice.addAll(events);
        Collections.shuffle(twice, new Random(4));

        try (var writer = new TopicWriter(system.sandbox().kafkaBootstrap())) {
            writer.ramps(twice.subList(0, 80));
            system.sandbox().service("quote-service").kill();
            writer.user(Story.user(userId, 2, "L4", zone.getId()));
            writer.user(Story.user(userId, 1, "L0", "Asia/Tokyo"));
            writer.ramps(twice.subList(80, 160));
            system.sandbox().service("quote-service").restart();
        }

        long sum = 0;
        for (int i = 2; i < 20; i += 4) {
            sum += 1L << i;
        }
        String expected = up(BigDecimal.valueOf(sum, 4));
        eventually(RESTARTED, () -> {
            JsonNode limits = limits(userId.toString());
            assertThat(limits.at("/day/used").asText()).isEqualTo(expected);
            assertThat(limits.path("timeZone").asText()).isEqualTo(zone.getId());
            assertThat(limits.path("level").asText()).isEqualTo("L4");
            assertThat(limits.at("/day/resetsAt").asText())
                    .isEqualTo(LocalDate.now(zone)
                            .plusDays(1)
                            .atStartOfDay(zone)
                            .toInstant()
                            .toString());
        });
    }

    @Test
    void aWipedRedisCostsAMomentAndNeverAWrongAnswer() {
        Demo user = usedUp("wiped-");
        JsonNode right = limits(user.userId());

        RedisSocket.command(system.sandbox().redisPort(), "FLUSHALL");

        rightOrNotYet(user, right);
    }

    @Test
    void aRedisThatComesBackWithOldDataIsNotBelieved() {
        Demo user = system.newUser();
        limits(user.userId());
        RedisSocket.command(system.sandbox().redisPort(), "SAVE");
        use(user, "old-");
        JsonNode right = limits(user.userId());

        system.sandbox().redis().kill();
        system.sandbox().redis().restart();

        rightOrNotYet(user, right);
    }

    @Test
    void whatCannotBeReadParksAndTheNextIsRead() {
        UUID userId = UUID.randomUUID();
        try (var writer = new TopicWriter(system.sandbox().kafkaBootstrap())) {
            writer.poison(Topics.USERS, userId);
            writer.poison(Topics.RAMPS, userId);
            writer.user(Story.user(userId, 1, "L0", null));
        }

        eventually(() ->
                assertThat(limits(userId.toString()).path("level").asText()).isEqualTo("L0"));
        for (String topic : List.of(Topics.USERS, Topics.RAMPS)) {
            eventually(() -> assertThat(Topic.of(
                            system.sandbox().kafkaBootstrap(),
                            Topics.deadLetter(topic, "quote-service"),
                            userId.toString()))
                    .hasSize(1));
        }
    }

    private void rightOrNotYet(Demo user, JsonNode right) {
        List<Answer> answers = new ArrayList<>();
        eventually(RESTARTED, () -> {
            Answer answer = gateway.get("/api/v2/users/" + user.userId() + "/limits");
            answers.add(answer);
            assertThat(answer.status()).isEqualTo(200);
        });
        assertThat(answers.getLast().body().path("day")).isEqualTo(right.path("day"));
        assertThat(answers.getLast().body().path("month")).isEqualTo(right.path("month"));
        assertThat(answers.subList(0, answers.size() - 1)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text("code")).isEqualTo("SERVICE_UNAVAILABLE");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        });
    }

    private Demo usedUp(String order) {
        Demo user = system.newUser();
        use(user, order);
        return user;
    }

    private void use(Demo user, String order) {
        gateway.ramp(user, order + user.userId());
        eventually(() -> assertThat(used(user.userId())).isNotEqualTo("0.00"));
    }

    private void failed(String providerRampId) {
        simulator.rampStatus(providerRampId, "FAILED");
    }

    private JsonNode limits(String userId) {
        Answer answer = gateway.get("/api/v2/users/" + userId + "/limits");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private String used(String userId) {
        return limits(userId).at("/day/used").asText();
    }

    private static String up(BigDecimal amount) {
        return amount.setScale(2, java.math.RoundingMode.CEILING).toPlainString();
    }

    private Answer quote(String userId, String amount, boolean isToCurrency, String language) {
        return quote(gateway, userId, amount, isToCurrency, language);
    }

    private static Answer quote(Gateway caller, String userId, String amount, boolean isToCurrency, String language) {
        return caller.send(caller.request("/api/v2/quotations")
                .header("Content-Type", "application/json")
                .header("Accept-Language", language)
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"fromCurrency":"MXN","toCurrency":"USDC","amount":"%s","amountIsToCurrency":%s,
                         "cashInMethod":"SPEI","cashOutMethod":"POLYGON","userId":"%s"}
                        """.formatted(amount, isToCurrency, userId))));
    }
}
