package io.pasarela.sandbox.killb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionsTest {
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
    void theRightCredentialsGiveTokensForOneHour() throws Exception {
        Bench.Answer answer = bench.login(KillbSettings.DEFAULT.email(), KillbSettings.DEFAULT.password());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("expiresIn").intValue()).isEqualTo(3_600_000);
        assertThat(answer.json().path("accessToken").asText()).isNotEmpty();
    }

    @Test
    void aWeakPasswordIsRefusedBeforeCredentialsAreChecked() throws Exception {
        Bench.Answer answer = bench.login("invalid_email@killb.com", "invalid_password");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).isEqualTo("""
                {"errorCode":"INVALID.INPUT","message":["password is not strong enough"],\
                "statusCode":"400","arguments":[]}""");
    }

    @Test
    void aWrongPasswordIsUnauthorised() throws Exception {
        Bench.Answer answer = bench.login(KillbSettings.DEFAULT.email(), "Another-1!");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("errorCode").asText()).isEqualTo("AUTH.0001");
        assertThat(answer.json().path("statusCode").isTextual()).isTrue();
    }

    @Test
    void anUnknownTokenIsInvalidAndAnOldOneExpired() throws Exception {
        bench.sim("POST", "/clock", "{\"advanceMs\":3600001}");
        Bench.Answer old = bench.get("/auth/me");
        bench.useToken("nonsense");
        Bench.Answer unknown = bench.get("/auth/me");

        assertThat(old.status()).isEqualTo(401);
        assertThat(old.json().path("errorCode").asText()).isEqualTo("AUTH.0002");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.json().path("errorCode").asText()).isEqualTo("AUTH.0003");
    }

    @Test
    void aRefreshTokenWorksOnce() throws Exception {
        JsonNode first = bench.login(KillbSettings.DEFAULT.email(), KillbSettings.DEFAULT.password())
                .json();
        String body =
                "{\"refreshToken\":\"%s\"}".formatted(first.path("refreshToken").asText());

        Bench.Answer refreshed = bench.post("/auth/refresh", body);
        Bench.Answer again = bench.post("/auth/refresh", body);

        assertThat(refreshed.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(401);
        bench.useToken(refreshed.json().path("accessToken").asText());
        assertThat(bench.get("/auth/me").status()).isEqualTo(200);
    }

    @Test
    void logoutEndsTheSession() throws Exception {
        Bench.Answer out = bench.post("/auth/logout", "");

        assertThat(out.json().path("success").booleanValue()).isTrue();
        assertThat(bench.get("/auth/me").status()).isEqualTo(401);
    }
}
