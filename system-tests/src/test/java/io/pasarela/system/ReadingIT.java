package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RampService;
import io.pasarela.system.support.RunningSystem;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ramps, users and accounts as clients read them. */
class ReadingIT {

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @Test
    void aListIsNarrowedByUserStatusAndTime() {
        Demo user = system.newUser();
        String first = gateway.ramp(user, "first-" + user.userId()).text("id");
        var second = gateway.ramp(user, "second-" + user.userId());
        system.simulator().pay(second.text("providerRampId"));
        eventually(() -> assertThat(
                        gateway.get("/api/v2/ramps/" + second.text("id")).text("status"))
                .isEqualTo("COMPLETED"));
        String list = "/api/v2/ramps?userId=" + user.userId();
        String created = gateway.get("/api/v2/ramps/" + second.text("id")).text("createdAt");

        assertThat(ids(gateway.get(list))).containsExactly(second.text("id"), first);
        assertThat(ids(gateway.get(list + "&status=COMPLETED"))).containsExactly(second.text("id"));
        assertThat(ids(gateway.get(list + "&status=COMPLETED&status=AWAITING_DEPOSIT,CREATED")))
                .hasSize(2);
        assertThat(ids(gateway.get(list + "&createdFrom=" + created))).containsExactly(second.text("id"));
        assertThat(ids(gateway.get(list + "&createdTo=" + created))).containsExactly(first);
        assertThat(ids(gateway.get("/api/v2/ramps?externalId=first-" + user.userId())))
                .containsExactly(first);
        assertThat(gateway.get("/api/v2/ramps/by-external-id/first-" + user.userId())
                        .text("id"))
                .isEqualTo(first);
    }

    @Test
    void usersAndAccountsAreNarrowedToo() {
        Demo user = system.newUser();
        String externalId = gateway.get("/api/v2/users/" + user.userId()).text("externalId");

        assertThat(ids(gateway.get("/api/v2/users?status=ACTIVE&externalId=" + externalId)))
                .containsExactly(user.userId());
        assertThat(ids(gateway.get("/api/v2/users?status=REJECTED&externalId=" + externalId)))
                .isEmpty();
        assertThat(ids(gateway.get("/api/v2/accounts?type=SPEI&userId=" + user.userId())))
                .containsExactly(user.speiId());
        assertThat(ids(gateway.get("/api/v2/accounts?createdTo=2020-01-01T00:00:00Z&userId=" + user.userId())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=DONE",
                "createdFrom=yesterday",
                "userId=ana",
                "limit=0",
                "after=x",
                "createdFrom=2026-01-02T00:00:00Z&createdTo=2026-01-01T00:00:00Z"
            })
    void aFilterThatMeansNothingIsRefused(String filter) {
        assertThat(gateway.get("/api/v2/ramps?" + filter).status()).isEqualTo(400);
    }

    @Test
    void pagesStayTogetherWhileRampsAreAdded() {
        Demo user = system.newUser();
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.addFirst(gateway.ramp(user, "page-" + i + "-" + user.userId()).text("id"));
        }
        String list = "/api/v2/ramps?limit=2&userId=" + user.userId();

        List<String> seen = new ArrayList<>();
        var page = gateway.get(list);
        for (int i = 0; ; i++) {
            seen.addAll(ids(page));
            if (page.text("nextCursor").isEmpty()) {
                break;
            }
            gateway.ramp(user, "late-" + i + "-" + user.userId());
            page = gateway.get(list + "&after=" + page.text("nextCursor"));
        }

        assertThat(seen).containsExactlyElementsOf(made);
    }

    /** On a copy of the table with its indexes and twenty thousand rows; what PostgreSQL would do, not how long it takes. */
    @Test
    void everyFilterOfAListHasAnIndex() throws SQLException {
        gateway.ramp(system.newUser(), "plan-" + UUID.randomUUID());
        try (var connection = DriverManager.getConnection(system.sandbox().jdbcUrl("ramp"), "ramp", "ramp");
                var statement = connection.createStatement()) {
            statement.execute("create temp table many (like ramps including all)");
            statement.execute("""
                    insert into many select made.* from (select * from ramps limit 1) one, generate_series(1, 20000) i,
                    lateral jsonb_populate_record(one::ramps, jsonb_build_object(
                        'id', gen_random_uuid(), 'client', 'c' || i % 3, 'external_id', 'x' || i, 'quotation_id', gen_random_uuid(),
                        'provider_ramp_id', 'p' || i, 'user_id', '00000000-0000-4000-8000-' || lpad((i % 500)::text, 12, '0'),
                        'user_external_id', 'u' || i % 500, 'created_at', now() - i * interval '1 second',
                        'status', case when i % 1000 = 1 then 'IN_REVIEW' when i % 1000 = 4 then 'REFUNDING' else 'COMPLETED' end)) made
                    """);
            statement.execute("analyze many");
            for (String filter : List.of(
                    "true",
                    "user_id = '00000000-0000-4000-8000-000000000007'",
                    "user_external_id = 'u7'",
                    "status in ('IN_REVIEW')",
                    "status in ('IN_REVIEW', 'REFUNDING')",
                    "external_id = 'x4'",
                    "created_at >= now() - interval '1 hour' and created_at < now()",
                    "created_at <= now() - interval '3 hours' and (created_at < now() - interval '3 hours' or id < gen_random_uuid())")) {
                assertThat(plan(statement, filter)).as(filter).contains("Index").doesNotContain("Seq Scan");
            }
        }
    }

    private static String plan(Statement statement, String filter) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (var rows = statement.executeQuery(
                "explain select * from many where client = 'c1' and %s order by created_at desc, id desc limit 21"
                        .formatted(filter))) {
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }

    @Test
    void theTimelineTellsWhatComesNextInThePersonsLanguage() {
        Demo user = system.newUser();
        var ramp = quietRamp(user, "next-");
        String path = "/api/v2/ramps/" + ramp.text("id") + "/timeline";

        var waiting = gateway.send(gateway.request(path).header("Accept-Language", "es-MX"));
        system.simulator().pay(ramp.text("providerRampId"));
        eventually(
                () -> assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                        .isEqualTo("COMPLETED"));
        var over = gateway.send(gateway.request(path).header("Accept-Language", "pt"));

        assertThat(waiting.body().at("/next/status").asText()).isEqualTo("DEPOSIT_RECEIVED");
        assertThat(waiting.body().at("/next/message").asText()).startsWith("Paga según");
        assertThat(waiting.body().at("/next/expectedBy").asText()).isEqualTo(ramp.text("depositExpiresAt"));
        assertThat(waiting.body().at("/next/basis").asText()).isEqualTo("DEPOSIT");
        assertThat(Instant.parse(ramp.text("depositExpiresAt"))).isAfter(Instant.now());
        assertThat(over.body().has("next")).isFalse();
        assertThat(over.body().path("data").toString()).contains("Seu dinheiro chegou.");
    }

    @Test
    void onceTheDepositIsInTheTimelineTellsTheQuotationsTimeAndOnWhatItRests() {
        Demo user = system.newUser();
        String quotation = gateway.quotationId();
        var promised = gateway.get("/api/v2/quotations/" + quotation).body().path("processingTime");
        var ramp = gateway.ramp(quotation, user.userId(), user.walletId(), "promised-" + user.userId());
        String path = "/api/v2/ramps/" + ramp.text("id") + "/timeline";

        system.simulator().rampStatus(ramp.text("providerRampId"), "CASH_IN_COMPLETED");
        eventually(() ->
                assertThat(gateway.get(path).body().at("/next/status").asText()).isEqualTo("CONVERTING"));
        var timeline = gateway.get(path).body();

        String within = promised.path("p90").asText(promised.path("estimate").asText());
        Instant deposited = null;
        for (JsonNode line : timeline.path("data")) {
            if (line.path("status").asText().equals("DEPOSIT_RECEIVED")
                    && line.path("verdict").asText().equals("ACCEPTED")) {
                deposited = Instant.parse(line.path("at").asText());
            }
        }
        assertThat(timeline.at("/next/basis").asText())
                .isEqualTo(promised.path("basis").asText());
        assertThat(Duration.between(
                        deposited, Instant.parse(timeline.at("/next/expectedBy").asText())))
                .isEqualTo(Duration.ofSeconds(Duration.parse(within).toSeconds()));
    }

    @Test
    void aWaitEndsWhenAWebhookChangesTheRamp() throws Exception {
        Demo user = system.newUser();
        var ramp = quietRamp(user, "wait-");
        String path = "/api/v2/ramps/" + ramp.text("id");
        String tag = tag(gateway.get(path));

        var waiting = CompletableFuture.supplyAsync(() -> waiting(gateway, path, tag));
        eventually(() -> assertThat(waiters()).isPositive());
        system.simulator().pay(ramp.text("providerRampId"));
        var changed = waiting.get(20, TimeUnit.SECONDS);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("status")).isNotEqualTo(ramp.text("status"));
        assertThat(tag(changed)).isNotEqualTo(tag);
    }

    /** The second process hears no webhook and checks nothing: it learns of the change from the database alone. */
    @Test
    void aWaitEndsWhenAnotherReplicaChangesTheRampAndOneClientDoesNotTakeEverybodysPlaces() throws Exception {
        Demo user = system.newUser();
        var ramp = quietRamp(user, "replica-");
        String path = "/api/v2/ramps/" + ramp.text("id");
        String tag = tag(gateway.get(path));
        try (RampService replica = RampService.start(system, "ramp", """
                mp.messaging.incoming.provider-webhooks.enabled=false
                pasarela.ramp.checks.every=1H
                pasarela.ramp.deposits.every=1H
                pasarela.reading.waiters-per-client=1
                """)) {
            Gateway there = replica.gateway();
            var waiting = CompletableFuture.supplyAsync(() -> waiting(there, path, tag));
            eventually(() -> assertThat(waiters(replica.metrics())).isOne());

            // A second wait of the same client is answered at once.
            assertThat(waiting(there, path, tag).status()).isEqualTo(304);
            assertThat(waiting.isDone()).isFalse();
            system.simulator().pay(ramp.text("providerRampId"));
            var changed = waiting.get(20, TimeUnit.SECONDS);

            assertThat(changed.status()).isEqualTo(200);
            assertThat(changed.text("status")).isNotEqualTo(ramp.text("status"));
            eventually(() -> assertThat(waiters(replica.metrics())).isZero());
        }
    }

    @Test
    void nobodyIsKeptWaitingForARampThatIsOver() {
        Demo user = system.newUser();
        var ramp = quietRamp(user, "over-");
        system.simulator().status(ramp.text("providerRampId"), "CANCELED", "called off");
        String path = "/api/v2/ramps/" + ramp.text("id");
        eventually(() -> assertThat(gateway.get(path).text("status")).isEqualTo("CANCELED"));
        String tag = tag(gateway.get(path));

        long began = System.nanoTime();
        var known = raw(path + "?wait=30", tag);
        var unknown = gateway.get(path + "?wait=30");

        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(unknown.status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    /** A path, so that it is right behind the front door, whose address no service knows. */
    @Test
    void whatWasCreatedIsFoundWhereItsLocationSays() {
        Demo user = system.newUser();
        String suffix = "-" + UUID.randomUUID();
        var made = List.of(
                gateway.ramp(user, "located" + suffix),
                gateway.post("/api/v2/users", """
                        {"externalId":"located%s","type":"PERSON","firstName":"Ana","lastName":"Rojas","dateOfBirth":"1991-02-03",
                         "email":"ana@example.com","phone":"+573001112233",
                         "address":{"street1":"Cl 1","city":"Bogota","state":"DC","zipCode":"110111","countryCode":"CO"},
                         "document":{"type":"NUIP","number":"1020304050","issuedCountryCode":"CO"}}
                        """.formatted(suffix)),
                gateway.post("/api/v2/accounts", """
                        {"userId":"%s","externalId":"located%s","type":"SPEI","clabe":"646180157000000004"}
                        """.formatted(user.userId(), suffix)));

        for (var answer : made) {
            assertThat(answer.status()).isEqualTo(201);
            String location = answer.headers().firstValue("Location").orElseThrow();
            assertThat(location).startsWith("/api/v2/").doesNotContain("://");
            assertThat(gateway.get(location).text("id")).isEqualTo(answer.text("id"));
        }
    }

    @Test
    void aWaitThatSeesNoChangeEndsWithNotModified() {
        Demo user = system.newUser();
        String path = "/api/v2/ramps/" + quietRamp(user, "still-").text("id");
        String tag = tag(gateway.get(path));

        assertThat(raw(path + "?wait=1", tag).statusCode()).isEqualTo(304);
        assertThat(raw(path, tag).statusCode()).isEqualTo(304);
        assertThat(raw(path + "?wait=30", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(gateway.get(path + "?wait=31").status()).isEqualTo(400);
    }

    @Test
    void whoHangsUpLeavesNoWaiterBehind() {
        Demo user = system.newUser();
        String path = "/api/v2/ramps/" + quietRamp(user, "gone-").text("id");
        var client = HttpClient.newHttpClient();
        client.sendAsync(gateway.request(path + "?wait=30").build(), HttpResponse.BodyHandlers.discarding());
        eventually(() -> assertThat(waiters()).isPositive());

        client.shutdownNow();

        eventually(Duration.ofSeconds(10), () -> assertThat(waiters()).isZero());
    }

    @Test
    void aReadTellsHowOldTheProvidersWordIsAndAsksWhenItIsOld() throws SQLException {
        Demo user = system.newUser();
        assertThat(age("/api/v2/users/" + user.userId())).isLessThan(60);
        sql(
                "update users set heard_at = now() - interval '2 hours', status = 'PENDING', provider_time = null where id = '"
                        + user.userId() + "'");
        sql(
                "update accounts set heard_at = now() - interval '2 hours', status = 'PENDING', provider_time = null where id = '"
                        + user.walletId() + "'");

        var read = gateway.get("/api/v2/users/" + user.userId());
        var account = gateway.get("/api/v2/accounts/" + user.walletId());

        assertThat(read.text("status")).isEqualTo("ACTIVE");
        assertThat(account.text("status")).isEqualTo("ACTIVE");
        assertThat(age("/api/v2/users/" + user.userId())).isLessThan(60);
    }

    @Test
    void aProviderThatIsAwayLeavesTheReaderWithWhatIsKnownAndItsAge() throws SQLException {
        Demo user = system.newUser();
        sql("update users set heard_at = now() - interval '2 hours' where id = '" + user.userId() + "'");
        system.simulator().outage(true);
        try {
            var read = gateway.get("/api/v2/users/" + user.userId());

            assertThat(read.status()).isEqualTo(200);
            assertThat(Long.parseLong(read.headers().firstValue("Age").orElseThrow()))
                    .isGreaterThan(7000);
        } finally {
            system.simulator().outage(false);
        }
    }

    /** A ramp that waits for its deposit: it stays as it is until the customer pays. */
    private Gateway.Answer quietRamp(Demo user, String prefix) {
        String id = gateway.ramp(user, prefix + user.userId()).text("id");
        eventually(() ->
                assertThat(gateway.get("/api/v2/ramps/" + id).text("status")).isEqualTo("AWAITING_DEPOSIT"));
        return gateway.get("/api/v2/ramps/" + id);
    }

    private static Gateway.Answer waiting(Gateway at, String path, String tag) {
        return at.send(
                at.request(path + "?wait=30").timeout(Duration.ofSeconds(40)).header("If-None-Match", tag));
    }

    private HttpResponse<String> raw(String path, String tag) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    gateway.request(path).header("If-None-Match", tag).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private long age(String path) {
        return Long.parseLong(gateway.get(path).headers().firstValue("Age").orElseThrow());
    }

    private int waiters() {
        return waiters(system.metrics("ramp-service"));
    }

    /** How many requests wait, by the process's own metric. */
    private static int waiters(String metrics) {
        return metrics.lines()
                .filter(line -> line.startsWith("pasarela_ramp_waiters"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(system.sandbox().jdbcUrl("ramp"), "ramp", "ramp");
                var prepared = connection.createStatement()) {
            prepared.executeUpdate(statement);
        }
    }

    private static String tag(Gateway.Answer answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static List<String> ids(Gateway.Answer answer) {
        List<String> ids = new ArrayList<>();
        for (JsonNode item : answer.body().path("data")) {
            ids.add(item.path("id").asText());
        }
        return ids;
    }
}
