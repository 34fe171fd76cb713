package io.pasarela.sandbox.killb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartiesTest {
    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        bench = Bench.start(Bench.HURRIED);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void aNewUserIsActiveAtLevelOne() throws Exception {
        Bench.Answer answer = bench.post("/users", Trade.PERSON.formatted("u", "Ana"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("status").asText()).isEqualTo("ACTIVE");
        assertThat(answer.json().path("accessLevel").asText()).isEqualTo("L1");
        assertThat(answer.json().path("data").path("address").path("city").asText())
                .isEqualTo("Bogotá");
    }

    @Test
    void aUserCalledPendingWaitsUntilItIsLetIn() throws Exception {
        Bench.Answer pending = bench.post("/users", Trade.PERSON.formatted("u", "Pending"));
        Bench.Answer decided = bench.sim("PATCH", "/users/" + Trade.id(pending), """
                {"status":"ACTIVE","accessLevel":"L3"}""");

        assertThat(pending.json().path("status").asText()).isEqualTo("PENDING");
        assertThat(pending.json().path("accessLevel").asText()).isEqualTo("L0");
        assertThat(decided.json().path("accessLevel").asText()).isEqualTo("L3");
    }

    @Test
    void everyBadFieldIsListed() throws Exception {
        Bench.Answer answer = bench.post("/users", """
                {"type":"PERSON","data":{"firstName":"Ana","dateOfBirth":"yesterday","email":"x","phone":"123",
                 "address":{},"document":{"type":"INE","number":"1020304050","issuedCountryCode":"MX"}}}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errorCode").asText()).isEqualTo("INVALID.INPUT");
        assertThat(answer.json().path("arguments").findValuesAsText("key"))
                .containsExactly(
                        "data.lastName",
                        "data.dateOfBirth",
                        "data.email",
                        "data.phone",
                        "data.address.street1",
                        "data.address.city",
                        "data.address.state",
                        "data.address.zipCode",
                        "data.address.countryCode",
                        "data.document.cic",
                        "data.document.identificadorCiudadano");
        assertThat(answer.json().path("message")).hasSize(11);
    }

    @Test
    void aChildIsTooYoung() throws Exception {
        String child = Trade.PERSON.formatted("u", "Ana").replace("1991-02-03", "2020-02-03");

        assertThat(bench.post("/users", child).json().path("errorCode").asText())
                .isEqualTo("USER.0004");
    }

    @Test
    void listsNeedATypeAndComeInPages() throws Exception {
        for (int i = 1; i <= 5; i++) {
            bench.post("/users", Trade.PERSON.formatted("u" + i, "Ana"));
        }

        JsonNode second = bench.get("/users?type=PERSON&page=2&limit=2").json();
        JsonNode one = bench.get("/users/?type=PERSON&externalId=u4").json();

        assertThat(bench.get("/users").status()).isEqualTo(400);
        assertThat(bench.get("/users?type=PERSON&page=0").status()).isEqualTo(400);
        assertThat(second.path("totalPage").intValue()).isEqualTo(3);
        assertThat(second.path("users").findValuesAsText("externalId")).containsExactly("u3", "u4");
        assertThat(one.path("users").findValuesAsText("externalId")).containsExactly("u4");
    }

    @Test
    void aUserCanBeChangedAndDeleted() throws Exception {
        String id = Trade.id(bench.post("/users", Trade.PERSON.formatted("u", "Ana")));

        Bench.Answer changed = bench.patch("/users/" + id, "{\"occupation\":\"Baker\"}");
        Bench.Answer deleted = bench.api("DELETE", "/users/" + id, "");

        assertThat(changed.json().path("data").path("occupation").asText()).isEqualTo("Baker");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.text()).isEmpty();
        assertThat(bench.get("/users/" + id).json().path("errorCode").asText()).isEqualTo("USER.0001");
    }

    @Test
    void accountsAreCheckedAgainstTheirTypeTheBanksAndTheNetworks() throws Exception {
        String userId = Trade.id(bench.post("/users", Trade.PERSON.formatted("u", "Ana")));
        String wrongAddress = Trade.wallet(userId).replace("0x5290", "0x");

        Bench.Answer noSuchBank = bench.post("/accounts", Trade.pse(userId, "999"));
        Bench.Answer badWallet = bench.post("/accounts", wrongAddress);
        Bench.Answer badClabe = bench.post("/accounts", Trade.pse(userId, "007").replace("PSE", "SPEI"));
        Bench.Answer good = bench.post("/accounts", Trade.pse(userId, "007"));

        assertThat(noSuchBank.json().path("errorCode").asText()).isEqualTo("ACCOUNT.0002");
        assertThat(badWallet.json().path("errorCode").asText()).isEqualTo("ACCOUNT.0003");
        assertThat(badClabe.json().path("arguments").findValuesAsText("key"))
                .containsExactly("data.countryCode", "data.clabe");
        assertThat(good.json().path("status").asText()).isEqualTo("ACTIVE");
        assertThat(bench.get("/accounts/" + Trade.id(good)).status()).isEqualTo(201);
        assertThat(bench.get("/accounts/userId/" + userId).json()).hasSize(1);
    }

    @Test
    void aSecondUserWithTheSameExternalIdIsAConflict() throws Exception {
        bench.post("/users", Trade.PERSON.formatted("same", "Ana"));
        Bench.Answer second = bench.post("/users", Trade.PERSON.formatted("same", "Ana"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(bench.get("/users?type=PERSON").json().path("users")).hasSize(1);
    }

    @Test
    void banksAndBalancesAreArraysAndPairsTellLimits() throws Exception {
        JsonNode strategy =
                bench.get("/customers/pairs").json().path("strategies").get(0);

        assertThat(bench.get("/banks?countryCode=MX").json().findValuesAsText("code"))
                .contains("012");
        assertThat(bench.get("/banks").status()).isEqualTo(400);
        assertThat(bench.post("/customers/balances", "")
                        .json()
                        .get(0)
                        .path("amount")
                        .isTextual())
                .isTrue();
        assertThat(strategy.path("MaximumQuote").isTextual()).isTrue();
        assertThat(strategy.path("expirationTimeInMs").intValue()).isEqualTo(30_000);
    }

    @Test
    void whatDoesNotExistIsNotFoundInTheDocumentedShape() throws Exception {
        Bench.Answer answer = bench.get("/savings/1/balances");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().path("statusCode").asText()).isEqualTo("404");
        assertThat(answer.json().path("message")).hasSize(1);
    }
}
