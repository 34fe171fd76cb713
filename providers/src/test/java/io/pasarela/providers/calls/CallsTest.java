package io.pasarela.providers.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pasarela.providers.ProviderFailure.Refused;
import io.pasarela.providers.ProviderFailure.Unavailable;
import io.pasarela.providers.ProviderFailure.Unavailable.Why;
import io.pasarela.providers.ProviderFailure.Uncertain;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The guards as they are put together, around calls that are made up. */
class CallsTest {

    private record Asked(String label, boolean repeatable) implements Operation {}

    private static final Operation READ = new Asked("read", true);
    private static final Operation CREATE = new Asked("create", false);
    private static final JsonNode ANSWER = TextNode.valueOf("answer");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void aReadThatFailsTwiceSucceedsInOneCall() {
        Calls calls = calls(Map.of("retry.first-wait", "0.01S"));

        JsonNode answer = await(calls.call(READ, failingTimes(2, failure(Why.FAILED))));

        assertThat(answer).isEqualTo(ANSWER);
        assertThat(tries).hasValue(3);
        assertThat(triesWithOutcome("failed")).isEqualTo(2);
        assertThat(triesWithOutcome("answered")).isEqualTo(1);
    }

    @Test
    void aReadThatKeepsFailingEndsWithItsOwnFailure() {
        Calls calls = calls(Map.of("retry.first-wait", "0.01S"));
        Unavailable failure = failure(Why.UNREACHABLE);

        assertThat(failureOf(calls.call(READ, failingTimes(99, failure)))).isSameAs(failure);
        assertThat(tries).hasValue(3);
    }

    @Test
    void aCreationIsTriedOnceWhateverComesOfIt() {
        Calls calls = calls(Map.of("retry.first-wait", "0.01S"));

        for (RuntimeException failure : List.of(
                new Uncertain("lost", null), failure(Why.FAILED), new Refused(Refused.Reason.OTHER, "no", List.of()))) {
            tries.set(0);
            assertThat(failureOf(calls.call(CREATE, failingTimes(99, failure)))).isSameAs(failure);
            assertThat(tries).hasValue(1);
        }
    }

    @Test
    void aRefusalIsNotTriedAgainAndNeverOpensTheBreaker() {
        Calls calls = calls(Map.of("breaker.tries", "4"));
        Refused refusal = new Refused(Refused.Reason.OTHER, "no", List.of());

        for (int i = 1; i <= 20; i++) {
            assertThat(failureOf(calls.call(READ, failingTimes(99, refusal)))).isSameAs(refusal);
            assertThat(tries).hasValue(i);
        }
    }

    @Test
    void anOperationThatFailsTooOftenIsNotCalledForAWhileAndTheOthersAre() {
        Calls calls = calls(Map.of("breaker.tries", "4", "breaker.open-for", "30S"));
        for (int i = 0; i < 4; i++) {
            failureOf(calls.call(CREATE, failingTimes(99, new Uncertain("lost", null))));
        }

        Unavailable heldBack = (Unavailable) failureOf(calls.call(CREATE, failingTimes(0, failure(Why.FAILED))));

        assertThat(tries).hasValue(4);
        assertThat(heldBack.why()).isEqualTo(Why.HELD_BACK);
        assertThat(heldBack.retryAfter()).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(30));
        assertThat(await(calls.call(READ, failingTimes(0, failure(Why.FAILED)))))
                .isEqualTo(ANSWER);
    }

    @Test
    void theBreakerClosesOnceProbesSucceed() {
        Calls calls = calls(Map.of("breaker.tries", "2", "breaker.open-for", "0.05S", "breaker.probes", "1"));
        failureOf(calls.call(CREATE, failingTimes(99, failure(Why.FAILED))));
        failureOf(calls.call(CREATE, failingTimes(99, failure(Why.FAILED))));
        tries.set(0);

        JsonNode answer = await(Uni.createFrom()
                .deferred(() -> calls.call(CREATE, failingTimes(0, failure(Why.FAILED))))
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(20))
                .atMost(50));

        assertThat(answer).isEqualTo(ANSWER);
        assertThat(tries).hasValue(1);
    }

    @Test
    void aQueueOfOurOwnSaysNothingAboutTheProviderAndWhatWaitedTooLongInItIsNeverSent() {
        Calls calls = calls(Map.of(
                "bulkhead.concurrent", "1",
                "try-timeout", "0.5S",
                "budget", "1.5S",
                "breaker.tries", "4",
                "breaker.failures-percent", "1",
                "breaker.open-for", "30S"));
        Function<Deadline, Uni<JsonNode>> slowAndHealthy = _ -> {
            tries.incrementAndGet();
            return Uni.createFrom().item(ANSWER).onItem().delayIt().by(Duration.ofMillis(200));
        };

        List<Throwable> failures = await(Uni.join()
                .all(IntStream.range(0, 20)
                        .mapToObj(_ -> calls.call(READ, slowAndHealthy)
                                .<Optional<Throwable>>map(_ -> Optional.empty())
                                .onFailure()
                                .recoverWithItem(Optional::of))
                        .toList())
                .andFailFast()
                .map(all -> all.stream().flatMap(Optional::stream).toList()));

        assertThat(failures)
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(((Unavailable) failure).why()).isEqualTo(Why.HELD_BACK));
        assertThat(tries).hasValue(20 - failures.size());
        assertThat(await(calls.call(READ, slowAndHealthy))).isEqualTo(ANSWER);
        assertThat(tries).hasValue(21 - failures.size());
    }

    @Test
    void aReadThatHangsForeverEndsAsTimedOut() {
        Calls calls = calls(Map.of("try-timeout", "0.1S", "budget", "0.4S", "retry.first-wait", "0.01S"));

        Unavailable silent =
                (Unavailable) failureOf(calls.call(READ, _ -> Uni.createFrom().nothing()));

        assertThat(silent.why()).isEqualTo(Why.TIMED_OUT);
    }

    @Test
    void aFullBulkheadTurnsAwayAtOnce() {
        Calls calls = calls(Map.of("bulkhead.concurrent", "1"));
        CompletableFuture<JsonNode> slow = new CompletableFuture<>();
        var first =
                calls.call(CREATE, _ -> Uni.createFrom().completionStage(slow)).subscribeAsCompletionStage();
        var queued = calls.call(CREATE, failingTimes(0, failure(Why.FAILED))).subscribeAsCompletionStage();

        Unavailable turnedAway = (Unavailable) failureOf(calls.call(CREATE, failingTimes(0, failure(Why.FAILED))));
        slow.complete(ANSWER);

        assertThat(turnedAway.why()).isEqualTo(Why.HELD_BACK);
        assertThat(first.join()).isEqualTo(ANSWER);
        assertThat(queued.join()).isEqualTo(ANSWER);
    }

    @Test
    void aCreationThatWaitedTooLongForItsPlaceIsNotSent() {
        Calls calls = calls(Map.of("bulkhead.concurrent", "1", "send-within", "0.05S"));
        CompletableFuture<JsonNode> slow = new CompletableFuture<>();
        var _ = calls.call(CREATE, _ -> Uni.createFrom().completionStage(slow)).subscribeAsCompletionStage();
        var queued = calls.call(CREATE, failingTimes(0, failure(Why.FAILED)));
        var outcome =
                queued.onFailure().recoverWithItem(TextNode.valueOf("not sent")).subscribeAsCompletionStage();

        CompletableFuture.delayedExecutor(100, java.util.concurrent.TimeUnit.MILLISECONDS)
                .execute(() -> slow.complete(ANSWER));

        assertThat(outcome.join().asText()).isEqualTo("not sent");
        assertThat(tries).hasValue(0);
    }

    @Test
    void theAnswerComesOnTheContextThatAsked() {
        Vertx vertx = Vertx.vertx();
        Calls calls = calls(Map.of("retry.first-wait", "0.01S"));
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Context> answeredOn = new CompletableFuture<>();

        context.runOnContext(_ -> calls.call(READ, failingTimes(1, failure(Why.FAILED)))
                .subscribe()
                .with(_ -> answeredOn.complete(Vertx.currentContext()), answeredOn::completeExceptionally));

        assertThat(answeredOn
                        .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                        .join())
                .isSameAs(context);
        vertx.close();
    }

    private Calls calls(Map<String, String> settings) {
        return new Calls("acme", List.of(READ, CREATE), CallSettings.with(settings), registry);
    }

    private Function<Deadline, Uni<JsonNode>> failingTimes(int times, RuntimeException failure) {
        return _ -> tries.getAndIncrement() < times
                ? Uni.createFrom().failure(failure)
                : Uni.createFrom().item(ANSWER);
    }

    private static Unavailable failure(Why why) {
        return new Unavailable("away", why, null, null);
    }

    private double triesWithOutcome(String outcome) {
        return registry.get("pasarela.provider.tries")
                .tags("provider", "acme", "operation", "read", "outcome", outcome)
                .counter()
                .count();
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(15));
    }

    private static Throwable failureOf(Uni<JsonNode> uni) {
        RuntimeException failure = catchThrowableOfType(RuntimeException.class, () -> await(uni));
        assertThat(failure).isNotNull();
        return failure;
    }
}
