package io.pasarela.sandbox.killb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MisbehaviourTest {
    private Bench bench;
    private Trade trade;

    @BeforeEach
    void start() throws Exception {
        bench = Bench.start(Bench.HURRIED);
        trade = Trade.prepare(bench);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private int rampsNow() {
        try {
            return bench.sim("GET", "/ramps", "").json().size();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void createWithoutPatience() throws Exception {
        String order = trade.order(trade.quoteOn("400000"), trade.walletId(), "order-1");
        assertThatThrownBy(() -> bench.send("POST", "/api/v2/ramps", order, Duration.ofMillis(200)))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void anAnswerCanBeLostAfterTheWorkIsDone() throws Exception {
        bench.fault("{\"target\":\"POST /ramps\",\"kind\":\"TIMEOUT_AFTER_COMMIT\"}");

        createWithoutPatience();

        Bench.eventually(() -> rampsNow() == 1);
        assertThat(bench.get("/ramps?externalId=order-1").json().path("ramps")).hasSize(1);
    }

    @Test
    void aRequestCanBeLostBeforeTheWorkIsDone() throws Exception {
        bench.fault("{\"target\":\"POST /ramps\",\"kind\":\"TIMEOUT_BEFORE_COMMIT\"}");

        createWithoutPatience();

        assertThat(rampsNow()).isZero();
    }

    @Test
    void aFaultHitsAsOftenAsAskedAndOnlyItsRoute() throws Exception {
        bench.fault(
                "{\"target\":\"GET /ramps\",\"kind\":\"STATUS\",\"status\":429,\"retryAfterSeconds\":7,\"times\":2}");

        Bench.Answer other = bench.get("/customers/profile");
        Bench.Answer first = bench.get("/ramps");
        Bench.Answer second = bench.get("/ramps");
        Bench.Answer third = bench.get("/ramps");

        assertThat(other.status()).isEqualTo(200);
        assertThat(first.status()).isEqualTo(429);
        assertThat(first.header("Retry-After")).isEqualTo("7");
        assertThat(second.status()).isEqualTo(429);
        assertThat(third.status()).isEqualTo(200);
        assertThat(bench.sim("GET", "/faults", "").json()).isEmpty();
    }

    @Test
    void aServerErrorHasNoErrorCode() throws Exception {
        bench.fault("{\"target\":\"GET\",\"kind\":\"STATUS\"}");

        assertThat(bench.get("/ramps").text()).isEqualTo("""
                {"message":["This error was asked for"],"statusCode":"500"}""");
    }

    @Test
    void jsonCanBeCutAndStatusesUnknown() throws Exception {
        bench.fault("{\"target\":\"GET /customers/profile\",\"kind\":\"MALFORMED_JSON\"}");
        bench.fault("{\"target\":\"GET /users/{id}\",\"kind\":\"UNKNOWN_STATUS\"}");

        Bench.Answer cut = bench.get("/customers/profile");
        Bench.Answer unknown = bench.get("/users/" + trade.userId());

        assertThatThrownBy(cut::json).isInstanceOf(JsonProcessingException.class);
        assertThat(unknown.json().path("status").asText()).isEqualTo("TELEPORTING");
        assertThat(bench.get("/users/" + trade.userId()).json().path("status").asText())
                .isEqualTo("ACTIVE");
    }

    @Test
    void aSlowAnswerStillComes() throws Exception {
        bench.fault("{\"target\":\"*\",\"kind\":\"SLOW\",\"ms\":150}");
        long before = System.nanoTime();

        Bench.Answer answer = bench.get("/customers/profile");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(140));
    }

    @Test
    void anOutageClosesConnectionsUntilItEnds() throws Exception {
        bench.sim("POST", "/outage", "{\"on\":true}");

        assertThatThrownBy(() -> bench.get("/customers/profile")).isInstanceOf(IOException.class);

        bench.sim("POST", "/outage", "{\"on\":false}");
        assertThat(bench.get("/customers/profile").status()).isEqualTo(200);
    }

    @Test
    void everyAnswerTellsTheRateLimitAndTheBurstIsReal() throws Exception {
        bench.sim("PUT", "/settings", "{\"requestsPerSecond\":1,\"burst\":3}");
        bench.login();

        Bench.Answer first = bench.get("/customers/profile");
        Bench.Answer tooMany = first;
        for (int i = 0; i < 50 && tooMany.status() != 429; i++) {
            tooMany = bench.get("/customers/profile");
        }

        assertThat(first.header("X-RateLimit-Limit")).isEqualTo("3");
        assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("2");
        assertThat(Long.parseLong(tooMany.header("X-RateLimit-Reset")))
                .isBetween(Instant.now().getEpochSecond(), Instant.now().getEpochSecond() + 5);
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.header("X-RateLimit-Remaining")).isEqualTo("0");
    }

    @Test
    void aWrongWishIsExplained() throws Exception {
        Bench.Answer setting = bench.sim("PUT", "/settings", "{\"stepMs\":-1}");
        Bench.Answer unknown = bench.sim("PUT", "/settings", "{\"colour\":\"blue\"}");
        Bench.Answer fault = bench.sim("POST", "/faults", "{\"target\":\"webhook\",\"kind\":\"SLOW\"}");

        assertThat(setting.status()).isEqualTo(400);
        assertThat(unknown.json().path("error").asText()).isEqualTo("there is no setting colour");
        assertThat(fault.status()).isEqualTo(400);
    }

    @Test
    void aResetForgetsEverythingButTheWebhookIfAsked() throws Exception {
        try (Receiver receiver = new Receiver()) {
            receiver.subscribe(bench, "USER");
            bench.sim("POST", "/reset?keepWebhook=true", "");
            Bench.Answer oldToken = bench.get("/ramps");
            bench.login();

            bench.post("/users", Trade.PERSON.formatted("u", "Ana"));

            assertThat(oldToken.status()).isEqualTo(401);
            assertThat(rampsNow()).isZero();
            assertThat(receiver.next().json().path("event").asText()).isEqualTo("USER");
        }
    }
}
