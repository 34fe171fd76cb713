package io.pasarela.system.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.issuer.Client;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.Gateway.Answer;
import io.pasarela.system.support.QuoteService;
import io.pasarela.system.support.RunningSystem;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two clients, two replicas, one Redis: who asks too much is told so by either replica, and nobody else suffers. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClientRateIT {

    private static final int REDIS_DATABASE = 9;
    private static final String SETTINGS = """
            pasarela.clients.rate.prices.per-second=1
            pasarela.clients.rate.prices.burst=20
            pasarela.clients.rate.requests.per-second=100
            pasarela.clients.rate.requests.burst=1000
            """;

    private static QuoteService one;
    private static QuoteService other;

    @BeforeAll
    static void start() {
        RunningSystem system = RunningSystem.get();
        one = QuoteService.start(system, REDIS_DATABASE, "client-rate", SETTINGS);
        other = QuoteService.start(system, REDIS_DATABASE, "client-rate", SETTINGS);
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
    }

    @Test
    void aClientThatFloodsIsRefusedByEveryReplicaAndAnotherIsServed() {
        Answer first = batchOfTwenty(one.gateway());

        Answer flood = batchOfTwenty(other.gateway());
        Answer modest = batchOfTwenty(other.gateway(Client.OTHER_APP));

        assertThat(first.status()).as("%s", first.body()).isEqualTo(200);
        assertThat(header(first, "RateLimit-Limit")).isEqualTo(20);
        assertThat(header(first, "RateLimit-Remaining")).isZero();
        assertThat(flood.status()).as("%s", flood.body()).isEqualTo(429);
        assertThat(flood.text("code")).isEqualTo("RATE_LIMITED");
        assertThat(header(flood, "Retry-After")).isBetween(1, 20);
        assertThat(header(flood, "RateLimit-Limit")).isEqualTo(20);
        assertThat(header(flood, "RateLimit-Remaining")).isLessThan(20);
        assertThat(header(flood, "RateLimit-Reset")).isBetween(1, 20);
        assertThat(modest.status()).as("%s", modest.body()).isEqualTo(200);
    }

    @Test
    void whatCostsNoPriceIsStillAnsweredAndTellsTheLargerLimit() {
        Answer pairs = one.gateway().get("/api/v2/pairs");

        assertThat(pairs.status()).as("%s", pairs.body()).isEqualTo(200);
        assertThat(header(pairs, "RateLimit-Limit")).isEqualTo(1_000);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whoReadsTheSameAgainAndAgainIsCountedEachTimeAndRefusedLikeAnybody() {
        Gateway gateway = one.gateway();
        long began = System.nanoTime();

        List<Answer> answers = IntStream.range(0, 2_500)
                .parallel()
                .mapToObj(_ -> gateway.get("/api/v2/banks?countryCode=MX"))
                .toList();

        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds() + 1;
        assertThat(answers).extracting(Answer::status).containsOnly(200, 429);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .hasSizeLessThanOrEqualTo((int) (1_050 + 100 * seconds))
                .allSatisfy(
                        answer -> assertThat(header(answer, "RateLimit-Limit")).isEqualTo(1_000));
        assertThat(answers).filteredOn(answer -> answer.status() == 429).allSatisfy(answer -> {
            assertThat(answer.text("code")).isEqualTo("RATE_LIMITED");
            assertThat(header(answer, "Retry-After")).isPositive();
        });
        assertThat(one.metrics()).containsPattern("pasarela_published_repeated_total [1-9]");
    }

    private static Answer batchOfTwenty(Gateway gateway) {
        List<String> twenty = Collections.nCopies(20, """
                {"fromCurrency":"MXN","toCurrency":"USDC","amount":"1500.00","cashInMethod":"SPEI","cashOutMethod":"POLYGON"}""");
        return gateway.post("/api/v2/quotations/batch", "{\"quotations\":[%s]}".formatted(String.join(",", twenty)));
    }

    private static int header(Answer answer, String name) {
        return answer.headers().firstValue(name).map(Integer::parseInt).orElse(-1);
    }
}
