package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.sandbox.issuer.TokenIssuer;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RunningSystem;
import java.net.http.HttpRequest;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input gets a clear problem document that names every bad field, and writes nothing. */
class BadRequestIT {

    private static final String GOOD_QUOTATION =
            "{\"fromCurrency\":\"MXN\",\"toCurrency\":\"USDC\",\"amount\":\"1500.00\",\"cashInMethod\":\"SPEI\",\"cashOutMethod\":\"POLYGON\"}";

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|fromCurrency toCurrency amount cashInMethod cashOutMethod",
                "{\"fromCurrency\":\"XXX\",\"toCurrency\":\"YYY\",\"amount\":\"x\"}|fromCurrency toCurrency amount cashInMethod cashOutMethod",
                "{\"fromCurrency\":\"MXN\",\"toCurrency\":\"COP\",\"amount\":\"10\",\"cashInMethod\":\"SPEI\",\"cashOutMethod\":\"PSE\"}|fromCurrency toCurrency",
                "{\"fromCurrency\":\"MXN\",\"toCurrency\":\"USDC\",\"amount\":\"0.01\",\"cashInMethod\":\"SPEI\",\"cashOutMethod\":\"POLYGON\"}|amount",
                "{\"fromCurrency\":\"MXN\",\"toCurrency\":\"USDC\",\"amount\":\"999999999\",\"cashInMethod\":\"SPEI\",\"cashOutMethod\":\"POLYGON\"}|amount",
                "{\"fromCurrency\":\"MXN\",\"toCurrency\":\"USDC\",\"amount\":1e999999,\"cashInMethod\":\"SPEI\",\"cashOutMethod\":\"POLYGON\"}|amount",
                "{\"fromCurrency\":\"MXN\",\"toCurrency\":\"USDC\",\"amount\":\"1500\",\"cashInMethod\":\"SPEI\",\"cashOutMethod\":\"POLYGON\",\"amout\":1}|amout",
                "{\"fromCurrency\":\"MXN\",\"toCurrency\":\"USDC\",\"amount\":[],\"cashInMethod\":\"SPEI\",\"cashOutMethod\":\"POLYGON\"}|amount"
            })
    void aBadQuotationNamesItsFields(String body, String fields) {
        var answer = gateway.post("/api/v2/quotations", body);

        assertProblem(answer, 400, "INVALID_REQUEST");
        assertThat(fields(answer)).containsExactlyInAnyOrder(fields.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "not json", "[1,2]", "null", "{\"a\":1}{\"b\":2}", "\"text\""})
    void malformedJsonIsToldAsSuch(String body) {
        for (String path : List.of("/api/v2/quotations", "/api/v2/ramps", "/api/v2/users", "/api/v2/accounts")) {
            var answer = gateway.post(path, body);

            assertThat(answer.status()).as("%s %s", path, answer.body()).isEqualTo(400);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        }
    }

    @Test
    void hugeAndDeepBodiesAreRefusedQuickly() {
        var huge = gateway.post("/api/v2/quotations", "{\"amount\":\"" + "9".repeat(200_000) + "\"}");
        var deep = gateway.post("/api/v2/quotations", "[".repeat(20_000));

        assertThat(huge.status()).isEqualTo(413);
        assertThat(deep.status()).isEqualTo(400);
    }

    @Test
    void aMisspeltFieldOfAUserOrAccountIsToldInsteadOfBeingLost() {
        var user = gateway.post("/api/v2/users", person("typo-" + id()).replace("lastName", "lastname"));
        var account = gateway.post(
                "/api/v2/accounts", wallet(id(), "typo-" + id()).replace("\"type\"", "\"firstName\":\"Eve\",\"type\""));

        assertProblem(user, 400, "INVALID_REQUEST");
        assertThat(fields(user)).containsExactlyInAnyOrder("lastname", "lastName");
        assertProblem(account, 400, "INVALID_REQUEST");
        assertThat(fields(account)).containsExactly("firstName");
    }

    @Test
    void somebodyWhoseEmailIsTakenIsToldSoAndMayStateAnother() {
        String externalId = "taken-" + id();

        var taken = gateway.post("/api/v2/users", person(externalId).replace("ana@", "taken@"));
        var other = gateway.post("/api/v2/users", person(externalId));

        assertProblem(taken, 400, "INVALID_REQUEST");
        assertThat(fields(taken)).containsExactly("email");
        assertThat(taken.body().path("fieldMessages").path("email").asText()).contains("Use another one");
        assertThat(other.status()).isEqualTo(201);
    }

    @Test
    void aRampNamesEveryFieldThatIsMissing() {
        var answer = gateway.post("/api/v2/ramps", "{}");

        assertProblem(answer, 400, "INVALID_REQUEST");
        assertThat(fields(answer)).containsExactly("quotationId", "userId", "accountId", "externalId");
    }

    @Test
    void aRampNamesEveryIdThatNamesNothing() {
        long before = system.simulator().rampsCreated();

        var answer = gateway.ramp(id(), id(), id(), "unknown-" + id());

        assertProblem(answer, 400, "INVALID_REQUEST");
        assertThat(fields(answer)).containsExactlyInAnyOrder("quotationId", "userId", "accountId");
        assertThat(system.simulator().rampsCreated()).isEqualTo(before);
    }

    @Test
    void anAccountOfAnotherUserIsUnknown() {
        Demo mine = system.newUser();
        Demo somebody = system.newUser();

        var answer =
                gateway.ramp(gateway.quotationId(), mine.userId(), somebody.walletId(), "foreign-" + mine.userId());

        assertProblem(answer, 400, "INVALID_REQUEST");
        assertThat(fields(answer)).containsExactly("accountId");
    }

    @Test
    void anAccountOfTheWrongKindIsRefusedBeforeTheProviderSeesIt() {
        Demo user = system.newUser();

        var answer = gateway.ramp(gateway.quotationId(), user.userId(), user.speiId(), "kind-" + user.userId());

        assertProblem(answer, 400, "INVALID_REQUEST");
        assertThat(answer.body().at("/errors/0/code").asText()).isEqualTo("WRONG_METHOD");
    }

    @Test
    void anExpiredQuotationIsToldApartFromAnUnknownOne() {
        Demo user = system.newUser();
        gateway.get("/api/v2/pairs");
        system.simulator().settings("{\"quotationLifetimeMs\":1500}");
        String quotationId = gateway.quotationId();
        system.simulator().settings("{\"quotationLifetimeMs\":30000}");
        eventually(() -> assertThat(
                        gateway.get("/api/v2/quotations/" + quotationId).text("status"))
                .isEqualTo("EXPIRED"));

        var answer = gateway.ramp(quotationId, user.userId(), user.walletId(), "expired-" + user.userId());
        var listed = gateway.get("/api/v2/ramps?externalId=expired-" + user.userId());

        assertProblem(answer, 422, "QUOTATION_EXPIRED");
        assertThat(answer.text("nextAction")).isEqualTo("REQUOTE");
        assertThat(fields(answer)).containsExactly("quotationId");
        assertThat(listed.body().path("data")).isEmpty();
        assertThat(gateway.get("/api/v2/quotations/" + quotationId).text("status"))
                .isEqualTo("EXPIRED");
    }

    @Test
    void aUserWhoseIdentityIsPendingMayNotRampYet() {
        String externalId = "pending-" + id();
        var user = gateway.post("/api/v2/users", person(externalId).replace("\"Ana\"", "\"Pending\""));
        var wallet = gateway.post("/api/v2/accounts", wallet(user.text("id"), "wallet-" + externalId));

        var answer = gateway.ramp(gateway.quotationId(), user.text("id"), wallet.text("id"), externalId);

        assertThat(user.text("status")).isEqualTo("PENDING");
        assertProblem(answer, 422, "USER_NOT_ACTIVE");
    }

    @Test
    void aForeignRampIsAsUnknownAsOneThatNeverWas() {
        String suffix = "-" + id();
        Demo user = system.newUser(suffix);
        String ramp = gateway.ramp(user, "mine" + suffix).text("id");

        var never = gateway.get("/api/v2/ramps/" + id());
        var otherClient = system.as(Client.OTHER_APP, Client.OTHER_APP.id()).get("/api/v2/ramps/" + ramp);
        var otherUser = system.as(Client.DEMO_APP, "mallory").get("/api/v2/ramps/" + ramp);
        var owner = system.as(Client.DEMO_APP, "ana" + suffix).get("/api/v2/ramps/" + ramp);

        assertProblem(never, 404, "NOT_FOUND");
        assertThat(otherClient.body()).isEqualTo(never.body());
        assertThat(otherUser.body()).isEqualTo(never.body());
        assertThat(owner.text("id")).isEqualTo(ramp);
    }

    @Test
    void anotherClientsQuotationUserAndStreamAreOutOfReach() {
        Demo mine = system.newUser();
        Gateway neighbour = system.as(Client.OTHER_APP, Client.OTHER_APP.id());
        String quotationId = gateway.quotationId();
        String ramp = gateway.ramp(mine, "private-" + mine.userId()).text("id");

        var stolen = neighbour.ramp(quotationId, mine.userId(), mine.walletId(), "steal-" + mine.userId());

        assertThat(fields(stolen)).containsExactlyInAnyOrder("quotationId", "userId", "accountId");
        assertProblem(neighbour.get("/api/v2/quotations/" + quotationId), 404, "NOT_FOUND");
        assertThat(neighbour.get("/api/v2/notifications?limit=100").body().toString())
                .doesNotContain(ramp);
    }

    @Test
    void withoutAGoodTokenNothingIsAnswered() {
        var issuer = system.sandbox().issuer();
        String expired = issuer.token(Client.DEMO_APP, "demo-app", Duration.ofMinutes(-5), "ramps:read");
        String scopeless = issuer.token(Client.DEMO_APP, "demo-app", TokenIssuer.LIFETIME, "quotes:read");
        String unsigned = "eyJhbGciOiJub25lIn0." + expired.split("\\.")[1] + ".";

        for (String token :
                List.of("", "nonsense", expired, unsigned, expired.substring(0, expired.length() - 4) + "AAAA")) {
            assertProblem(system.with(token).get("/api/v2/ramps"), 401, "UNAUTHENTICATED");
        }
        assertProblem(system.with(scopeless).get("/api/v2/ramps"), 403, "FORBIDDEN");
        assertProblem(system.with(scopeless).get("/api/v2/balances"), 403, "FORBIDDEN");
    }

    @Test
    void aTokenThatWasBelievedAMomentAgoIsRefusedOnceItHasExpired() {
        String brief =
                system.sandbox().issuer().token(Client.DEMO_APP, "demo-app", Duration.ofSeconds(3), "ramps:read");
        Gateway holder = system.with(brief);

        assertThat(holder.get("/api/v2/ramps").status()).isEqualTo(200);
        assertThat(holder.get("/api/v2/ramps").status()).isEqualTo(200);

        eventually(() -> assertProblem(holder.get("/api/v2/ramps"), 401, "UNAUTHENTICATED"));
    }

    @Test
    void whatABelievedTokenDoesNotAllowStaysForbidden() {
        String scopeless =
                system.sandbox().issuer().token(Client.DEMO_APP, "demo-app", TokenIssuer.LIFETIME, "quotes:read");
        Gateway holder = system.with(scopeless);

        assertThat(holder.get("/api/v2/pairs").status()).isEqualTo(200);
        assertProblem(holder.get("/api/v2/ramps"), 403, "FORBIDDEN");
        assertProblem(holder.post("/api/v2/quotations", GOOD_QUOTATION), 403, "FORBIDDEN");
    }

    @Test
    void thePersonIsToldInTheirLanguage() {
        var spanish = gateway.send(
                request(GOOD_QUOTATION.replace("1500.00", "0")).header("Accept-Language", "es-MX,es;q=0.9"));
        var portuguese =
                gateway.send(request(GOOD_QUOTATION.replace("1500.00", "0")).header("Accept-Language", "pt-BR"));

        assertThat(spanish.text("userMessage")).startsWith("Revisa");
        assertThat(portuguese.text("userMessage")).startsWith("Confira");
        assertThat(spanish.text("detail")).isEqualTo(portuguese.text("detail"));
    }

    @Test
    void whatNoDatabaseCanStoreIsRefusedAtTheDoor() {
        assertProblem(gateway.get("/api/v2/ramps?externalId=%00"), 400, "INVALID_REQUEST");
        assertProblem(gateway.get("/api/v2/users?externalId=%00"), 400, "INVALID_REQUEST");
        assertProblem(
                gateway.post("/api/v2/ramps", Gateway.rampRequest(id(), id(), id(), "\\ud800")),
                400,
                "INVALID_REQUEST");
        String year = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        ("+1000000000-12-31T23:59:59Z|" + id()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertProblem(gateway.get("/api/v2/ramps?after=" + year), 400, "INVALID_REQUEST");
        assertProblem(gateway.get("/api/v2/notifications?after=" + year), 400, "INVALID_REQUEST");
    }

    @Test
    void aUserWhomTheProviderRejectsMayNotRampAnyMore() {
        Demo user = system.newUser();
        system.simulator().rejectUser(user.userId());
        eventually(
                () -> assertThat(gateway.get("/api/v2/users/" + user.userId()).text("status"))
                        .isEqualTo("REJECTED"));

        var answer = gateway.ramp(user, "rejected-" + user.userId());

        assertProblem(answer, 422, "USER_NOT_ACTIVE");
    }

    @Test
    void moneyIsNotPaidOutToAnAccountThatTheProviderRejected() throws SQLException {
        Demo user = system.newUser();
        try (var connection = DriverManager.getConnection(system.sandbox().jdbcUrl("ramp"), "ramp", "ramp");
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "update accounts set status = 'REJECTED' where id = '%s'".formatted(user.walletId()));
        }

        var answer = gateway.ramp(user, "rejected-" + user.walletId());

        assertProblem(answer, 400, "INVALID_REQUEST");
        assertThat(answer.body().at("/errors/0/code").asText()).isEqualTo("ACCOUNT_CLOSED");
        assertThat(answer.text("userMessage"))
                .isEqualTo("This account cannot take money any more. Choose another one.");
    }

    @Test
    void aWrongMethodOrMediaTypeIsAProblemDocumentToo() {
        assertProblem(gateway.send(gateway.request("/api/v2/quotations").DELETE()), 405, "METHOD_NOT_ALLOWED");
        assertProblem(
                gateway.send(gateway.request("/api/v2/quotations")
                        .header("Content-Type", "text/plain")
                        .POST(HttpRequest.BodyPublishers.ofString("x"))),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    private HttpRequest.Builder request(String quotation) {
        return gateway.request("/api/v2/quotations")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(quotation));
    }

    private static void assertProblem(Gateway.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.text("code")).isEqualTo(code);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.text("userMessage")).isNotEmpty();
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
    }

    private static List<String> fields(Gateway.Answer answer) {
        List<String> fields = new ArrayList<>();
        for (JsonNode error : answer.body().path("errors")) {
            fields.add(error.path("field").asText());
        }
        return fields;
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static String person(String externalId) {
        return """
               {"externalId":"%s","type":"PERSON","firstName":"Ana","lastName":"Rojas","dateOfBirth":"1991-02-03",
                "email":"ana@example.com","phone":"+573001112233",
                "address":{"street1":"Cl 1","city":"Bogota","state":"DC","zipCode":"110111","countryCode":"CO"},
                "document":{"type":"NUIP","number":"1020304050","issuedCountryCode":"CO"}}
               """.formatted(externalId);
    }

    private static String wallet(String userId, String externalId) {
        return """
               {"userId":"%s","externalId":"%s","type":"WALLET","currency":"USDC","network":"POLYGON",
                "address":"0x52908400098527886E0F7030069857D2E4169EE7"}
               """.formatted(userId, externalId);
    }
}
