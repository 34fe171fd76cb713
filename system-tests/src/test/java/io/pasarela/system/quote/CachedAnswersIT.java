package io.pasarela.system.quote;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.Gateway.Answer;
import io.pasarela.system.support.QuoteService;
import io.pasarela.system.support.RunningSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is published is read seldom and told rightly, whatever happens to Redis or to the provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CachedAnswersIT {

    private static final int REDIS_DATABASE = 11;
    private static final String BANKS = "/api/v2/banks?limit=100&countryCode=";
    private static final String PAIRS = "/api/v2/pairs?limit=100";

    private final RunningSystem system = RunningSystem.get();
    private QuoteService one;
    private QuoteService other;

    @BeforeAll
    void start() {
        String settings = """
                pasarela.quote.cache.kinds.pairs.ttl=1S
                pasarela.quote.cache.kinds.pairs.stale=4S
                pasarela.quote.cache.jitter-percent=0
                """;
        one = QuoteService.start(system, REDIS_DATABASE, "cached-answers", settings);
        other = QuoteService.start(system, REDIS_DATABASE, "cached-answers", settings + """
                pasarela.quote.cache.reads-at-once=1
                pasarela.quote.cache.reads-waiting=1
                """);
    }

    @AfterEach
    void wellBehavedAgain() {
        system.simulator().forgetFaults();
        system.simulator().outage(false);
    }

    @AfterAll
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void aThousandColdReadsOnTwoReplicasCauseOneCallAtTheProvider() {
        warm();
        long before = system.simulator().requests("GET /banks");
        system.simulator().fault("{\"target\":\"GET /banks\",\"kind\":\"SLOW\",\"ms\":1000}");

        // One token each, as a client has it: what is tried is not how fast signatures are verified.
        List<Gateway> replicas = List.of(one.gateway(), other.gateway());
        List<Answer> answers = atOnce(1_000, i -> replicas.get(i % 2).get(BANKS + "MX"));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers)
                .extracting(answer -> answer.body().path("data").size())
                .containsOnly(15);
        assertThat(system.simulator().requests("GET /banks") - before).isEqualTo(1);
        assertThat(one.metrics() + other.metrics())
                .containsPattern("pasarela_cache_read_seconds_count\\{[^}]*cache=\"banks\"[^}]*result=\"shared\"");
    }

    @Test
    void aFailingProviderIsNotAskedAThousandTimesEither() {
        warm();
        long before = system.simulator().requests("GET /banks");
        system.simulator().fault("{\"target\":\"GET /banks\",\"kind\":\"STATUS\",\"status\":400,\"times\":1000}");

        List<Answer> answers = atOnce(500, i -> replica(i).gateway().get(BANKS + "CR"));

        assertThat(answers).extracting(Answer::status).doesNotContain(200, 500);
        assertThat(system.simulator().requests("GET /banks") - before).isLessThan(50);
    }

    @Test
    void aWipedAFrozenAndAKilledRedisAreNoticedByNobody() {
        warm();
        JsonNode right = one.gateway().get(BANKS + "UY").body();
        List<Answer> answers = new ArrayList<>();
        IntFunction<Answer> read = i -> replica(i).gateway().get(BANKS + "UY");

        system.sandbox().redis().pause();
        try {
            answers.addAll(atOnce(300, read));
        } finally {
            system.sandbox().redis().resume();
        }
        answers.addAll(atOnce(300, read));
        system.sandbox().redis().kill();
        try {
            answers.addAll(atOnce(300, read));
        } finally {
            system.sandbox().redis().restart();
        }
        answers.addAll(atOnce(300, read));
        answers.addAll(atOnce(300, i -> {
            if (i % 50 == 0) {
                new io.pasarela.system.support.RedisShell(system, REDIS_DATABASE).say("FLUSHALL");
            }
            return read.apply(i);
        }));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers).extracting(Answer::body).containsOnly(right);
        eventually(
                () -> assertThat(cacheStatus(other.gateway().get(BANKS + "UY"))).startsWith("pasarela; hit"));
        assertThat(one.log().lines().filter(line -> line.contains("Redis does not answer")))
                .hasSizeBetween(1, 20);
    }

    @Test
    void whileTheProviderIsAwayTheLastAnswerStandsInWithItsAgeAndThenTheTruthIsTold() {
        assertThat(one.gateway().get(PAIRS).status()).isEqualTo(200);
        system.simulator().outage(true);

        eventually(() -> {
            Answer stale = one.gateway().get(PAIRS);
            assertThat(cacheStatus(stale)).contains("detail=stale-if-error");
            assertThat(stale.status()).isEqualTo(200);
            assertThat(stale.headers().firstValueAsLong("Age").orElseThrow()).isGreaterThanOrEqualTo(1);
            assertThat(stale.headers().firstValue("Cache-Control")).contains("private, max-age=1");
        });
        eventually(() -> {
            Answer away = one.gateway().get(PAIRS);
            assertThat(away.status()).isEqualTo(503);
            assertThat(away.headers().firstValue("Retry-After")).isPresent();
        });
    }

    @Test
    void moreThanTheBulkheadHoldsIsTurnedAwayQuickly() {
        warm();
        system.simulator().fault("{\"target\":\"GET /banks\",\"kind\":\"SLOW\",\"ms\":2000,\"times\":3}");
        List<String> countries = List.of("AR", "BR", "CL", "PE", "EC", "BO");

        List<Answer> answers = atOnce(countries.size(), i -> other.gateway().get(BANKS + countries.get(i)));

        assertThat(answers).extracting(Answer::status).contains(200, 503);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 503)
                .allSatisfy(answer ->
                        assertThat(answer.headers().firstValue("Retry-After")).contains("1"));
    }

    @Test
    void aListIsReadPageByPage() {
        List<String> codes = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = one.gateway()
                    .get("/api/v2/banks?countryCode=CO&limit=5&after=" + after)
                    .body();
            page.path("data").forEach(bank -> codes.add(bank.path("code").asText()));
            after = page.path("nextCursor").asText();
        } while (!after.isEmpty());

        assertThat(codes).hasSize(17).isSorted().doesNotHaveDuplicates();
        assertThat(one.gateway().get("/api/v2/banks?countryCode=CO&after=%21").status())
                .isEqualTo(400);
        assertThat(one.gateway().get("/api/v2/pairs?limit=101").status()).isEqualTo(400);
    }

    @Test
    void whoHasTheAnswerAlreadyIsToldJustThat() {
        Answer first = one.gateway().get(BANKS + "DO");
        String tag = first.headers().firstValue("ETag").orElseThrow();

        var again = one.gateway().send(one.gateway().request(BANKS + "DO").header("If-None-Match", tag));
        var others = other.gateway().send(other.gateway().request(BANKS + "DO").header("If-None-Match", "W/\"x\""));

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.headers().firstValue("Age")).isPresent();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        assertThat(others.status()).isEqualTo(200);
        assertThat(others.headers().firstValue("ETag")).contains(tag);
    }

    private QuoteService replica(int i) {
        return i % 2 == 0 ? one : other;
    }

    /** A JVM that has just started reads slowly enough to be taken for something else. */
    private void warm() {
        for (int i = 0; i < 2; i++) {
            assertThat(replica(i).gateway().get(BANKS + "PA").status()).isEqualTo(200);
        }
    }

    private static String cacheStatus(Answer answer) {
        return answer.headers().firstValue("Cache-Status").orElse("");
    }

    private static List<Answer> atOnce(int times, IntFunction<Answer> call) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return IntStream.range(0, times).mapToObj(i -> threads.submit(() -> call.apply(i))).toList().stream()
                    .map(submitted -> {
                        try {
                            return submitted.get();
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    })
                    .toList();
        }
    }
}
