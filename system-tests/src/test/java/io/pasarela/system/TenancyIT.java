package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RunningSystem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One client never sees, guesses or collides with what is another's, and one end user never with what is another user's: what is not yours
 * answers as what never was.
 */
class TenancyIT {

    private static final RunningSystem SYSTEM = RunningSystem.get();
    private static final String SUFFIX = "-" + UUID.randomUUID();
    private static final Gateway OWNER = SYSTEM.gateway();
    private static final Gateway NEIGHBOUR = SYSTEM.as(Client.OTHER_APP, Client.OTHER_APP.id());
    private static final Gateway MALLORY = SYSTEM.as(Client.DEMO_APP, "mallory" + SUFFIX);
    private static final Gateway HERSELF = SYSTEM.as(Client.DEMO_APP, "ana" + SUFFIX);

    private static Demo ana;
    private static String ramp;
    private static String quotation;

    @BeforeAll
    static void somethingToBeCuriousAbout() {
        ana = SYSTEM.newUser(SUFFIX);
        ramp = OWNER.ramp(ana, "order" + SUFFIX).text("id");
        quotation = OWNER.quotationId();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/ramps/{ramp}",
                "/api/v2/ramps/{ramp}?wait=1",
                "/api/v2/ramps/{ramp}/timeline",
                "/api/v2/ramps/by-external-id/{order}",
                "/api/v2/users/{user}",
                "/api/v2/users/{user}/limits",
                "/api/v2/accounts/{wallet}",
                "/api/v2/accounts?userId={user}"
            })
    void whatIsNotYoursIsAsUnknownAsWhatNeverWas(String path) {
        String foreign = path.replace("{ramp}", ramp)
                .replace("{order}", "order" + SUFFIX)
                .replace("{user}", ana.userId())
                .replace("{wallet}", ana.walletId());
        String never = path.replaceAll("\\{[a-z]+}", UUID.randomUUID().toString());

        for (Gateway stranger : List.of(NEIGHBOUR, MALLORY)) {
            var answer = stranger.get(foreign);
            var unknown = stranger.get(never);

            assertThat(answer.status()).as(foreign).isEqualTo(404);
            assertThat(answer.body()).isEqualTo(unknown.body());
            assertThat(headers(answer)).isEqualTo(headers(unknown));
        }
        // What travels over a topic is known a moment later.
        eventually(() -> assertThat(OWNER.get(foreign).status()).as(foreign).isEqualTo(200));
        assertThat(HERSELF.get(foreign).status()).as(foreign).isEqualTo(200);
    }

    @Test
    void aForeignQuotationIsAsUnknownAsOneThatNeverWas() {
        String foreign = "/api/v2/quotations/" + quotation;

        assertThat(NEIGHBOUR.get(foreign).status()).isEqualTo(404);
        assertThat(NEIGHBOUR.get(foreign).body())
                .isEqualTo(
                        NEIGHBOUR.get("/api/v2/quotations/" + UUID.randomUUID()).body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/ramps?limit=100",
                "/api/v2/ramps?externalId={order}",
                "/api/v2/ramps?userId={user}",
                "/api/v2/ramps?status=CREATED,AWAITING_DEPOSIT&limit=100",
                "/api/v2/users?limit=100",
                "/api/v2/users?externalId={ana}",
                "/api/v2/notifications?limit=100"
            })
    void noListShowsWhatIsNotYours(String path) {
        String list = path.replace("{order}", "order" + SUFFIX)
                .replace("{user}", ana.userId())
                .replace("{ana}", "ana" + SUFFIX);

        for (Gateway stranger : List.of(NEIGHBOUR, MALLORY)) {
            var answer = stranger.get(list);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().toString()).doesNotContain(ramp, ana.userId(), ana.walletId());
        }
    }

    @Test
    void anAccountListOfAnotherClientIsEmptyAndAnEndUserMustNameItself() {
        assertThat(NEIGHBOUR.get("/api/v2/accounts?limit=100").body().toString())
                .doesNotContain(ana.walletId());
        assertThat(MALLORY.get("/api/v2/accounts").status()).isEqualTo(400);
    }

    @Test
    void aCursorOfAnotherClientOpensNothing() {
        OWNER.ramp(ana, "second" + SUFFIX);
        String cursor = OWNER.get("/api/v2/ramps?limit=1").text("nextCursor");

        var page = NEIGHBOUR.get("/api/v2/ramps?limit=100&after=" + cursor);

        assertThat(cursor).isNotEmpty();
        assertThat(page.body().toString()).doesNotContain(ramp, ana.userId());
        for (JsonNode item : page.body().path("data")) {
            assertThat(item.path("client").asText()).isEqualTo(Client.OTHER_APP.id());
        }
    }

    @Test
    void nothingForeignCanBeUsedToMakeSomething() {
        var rampOfForeign = NEIGHBOUR.ramp(quotation, ana.userId(), ana.walletId(), "steal" + SUFFIX);
        var rampOfNone = NEIGHBOUR.ramp(id(), id(), id(), "none" + SUFFIX);
        var accountOfForeign = NEIGHBOUR.post("/api/v2/accounts", wallet(ana.userId(), "wallet" + SUFFIX));
        var accountOfNone = NEIGHBOUR.post("/api/v2/accounts", wallet(id(), "wallet" + SUFFIX));

        assertThat(rampOfForeign.status()).isEqualTo(400);
        assertThat(rampOfForeign.body()).isEqualTo(rampOfNone.body());
        assertThat(accountOfForeign.status()).isEqualTo(400);
        assertThat(accountOfForeign.body()).isEqualTo(accountOfNone.body());
    }

    @Test
    void twoClientsUseTheSameExternalIdsSideBySide() {
        Demo theirs =
                Demo.onboard(SYSTEM.sandbox().door(), SYSTEM.sandbox().issuer().token(Client.OTHER_APP), SUFFIX);

        var neighbours = NEIGHBOUR.ramp(theirs, "order" + SUFFIX);

        assertThat(neighbours.status()).isEqualTo(201);
        assertThat(List.of(neighbours.text("id"), theirs.userId(), theirs.walletId()))
                .doesNotContain(ramp, ana.userId(), ana.walletId());
        assertThat(NEIGHBOUR.get("/api/v2/ramps/by-external-id/order" + SUFFIX).text("id"))
                .isEqualTo(neighbours.text("id"));
        assertThat(OWNER.get("/api/v2/ramps/by-external-id/order" + SUFFIX).text("id"))
                .isEqualTo(ramp);
        // The same sub at two clients is two people.
        assertThat(SYSTEM.as(Client.OTHER_APP, "ana" + SUFFIX)
                        .get("/api/v2/ramps/" + ramp)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anEndUserNeitherMakesAnotherUserNorLearnsThatItsExternalIdIsTaken() {
        var taken = MALLORY.post("/api/v2/users", person("ana" + SUFFIX));
        var free = MALLORY.post("/api/v2/users", person("nobody" + SUFFIX));
        var mine = MALLORY.ramp(OWNER.quotationId(), ana.userId(), ana.walletId(), "mallory" + SUFFIX);

        assertThat(taken.status()).isEqualTo(403);
        assertThat(taken.body()).isEqualTo(free.body());
        assertThat(mine.status()).isEqualTo(400);
        assertThat(mine.body().path("errors").toString()).contains("UNKNOWN_USER");
    }

    private static Map<String, List<String>> headers(Gateway.Answer answer) {
        var headers = new java.util.TreeMap<>(answer.headers().map());
        headers.keySet()
                .removeIf(name -> name.startsWith("ratelimit") || name.equals("date") || name.equals("x-request-id"));
        return headers;
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
