package io.pasarela.quote.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.quote.cache.CachedReads.Cached;
import io.pasarela.quote.cache.CachedReads.Source;
import io.pasarela.quote.cache.Replicas.Settings;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two replicas on a real Redis, in front of a provider that does what the test says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CachedReadsTest {

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration BRIEFLY = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private String key;
    private Replicas replicas;
    private CachedReads one;
    private CachedReads other;

    @BeforeAll
    void start() {
        replicas = Replicas.onAFreshRedis();
    }

    @BeforeEach
    void newReplicasAndAKeyThatNobodyKnows() {
        key = "acme:brief:" + UUID.randomUUID();
        one = replicas.replica();
        other = replicas.replica();
        await(one.read("acme:warm", HOUR, TEXTS, () -> item("up")));
        await(other.read("acme:warm", HOUR, TEXTS, () -> item("up")));
    }

    @AfterAll
    void stop() {
        replicas.close();
    }

    /** Answers one question after the other with what the test has put there; every question is counted. */
    private static final class Provider {
        private final AtomicInteger asked = new AtomicInteger();
        private final ConcurrentLinkedQueue<CompletableFuture<List<String>>> answers = new ConcurrentLinkedQueue<>();

        CompletableFuture<List<String>> next() {
            var answer = new CompletableFuture<List<String>>();
            answers.add(answer);
            return answer;
        }

        Uni<List<String>> ask() {
            asked.incrementAndGet();
            CompletableFuture<List<String>> answer = answers.poll();
            return answer == null ? down() : Uni.createFrom().completionStage(answer);
        }
    }

    private static Uni<List<String>> down() {
        return Uni.createFrom()
                .failure(new ProviderFailure.Unavailable(
                        "down", ProviderFailure.Unavailable.Why.FAILED, Duration.ofSeconds(7), null));
    }

    @Test
    void anEmptyListIsAskedForAgainSoonerThanAFullOne() {
        AtomicInteger asked = new AtomicInteger();
        Function<List<String>, Duration> ttl = texts -> texts.isEmpty() ? Duration.ofMillis(1) : HOUR;
        Supplier<Uni<List<String>>> provider =
                () -> Uni.createFrom().item(asked.incrementAndGet() == 1 ? List.of() : List.of("bank"));

        assertThat(await(one.read("acme:sometimes-empty", ttl, TEXTS, provider)).value())
                .isEmpty();
        eventually(() -> assertThat(await(one.read("acme:sometimes-empty", ttl, TEXTS, provider))
                        .value())
                .containsExactly("bank"));
        await(one.read("acme:sometimes-empty", ttl, TEXTS, provider));

        assertThat(asked.get()).isEqualTo(2);
    }

    @Test
    void aThousandWhoAskAtOnceOnTwoReplicasCauseOneReadAtTheProvider() {
        var provider = new Provider();
        var answer = provider.next();

        var reads = atOnce(1_000, i -> i % 2 == 0 ? one : other, HOUR, provider);
        eventually(() -> assertThat(provider.asked).hasValue(1));
        answer.complete(List.of("a"));

        assertThat(reads.stream().map(CompletableFuture::join).map(Cached::value))
                .containsOnly(List.of("a"));
        assertThat(provider.asked).hasValue(1);
        assertThat(reads.stream().map(CompletableFuture::join).filter(it -> it.source() == Source.MISS))
                .hasSize(1);
    }

    @Test
    void aFailureIsToldToAllWhoWaitAndNotFoundOutByEachOfThem() {
        var provider = new Provider();
        var answer = provider.next();

        var reads = atOnce(1_000, i -> i % 2 == 0 ? one : other, HOUR, provider);
        eventually(() -> assertThat(provider.asked).hasValue(1));
        answer.completeExceptionally(new ProviderFailure.Unavailable(
                "down", ProviderFailure.Unavailable.Why.FAILED, Duration.ofSeconds(7), null));

        assertThat(reads)
                .allSatisfy(
                        read -> assertThatThrownBy(read::join).cause().isInstanceOf(ProviderFailure.Unavailable.class));
        assertThat(provider.asked).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void aValueThatWasReadBeforeAnInvalidationIsNeitherStoredNorTold() {
        var provider = new Provider();
        var before = provider.next();
        provider.next().complete(List.of("new"));

        var read = one.read(key, HOUR, TEXTS, provider::ask).subscribeAsCompletionStage();
        eventually(() -> assertThat(provider.asked).hasValue(1));
        await(other.drop(key));
        before.complete(List.of("old"));

        assertThat(read.join().value()).containsExactly("new");
        assertThat(await(other.read(key, HOUR, TEXTS, provider::ask)))
                .returns(List.of("new"), Cached::value)
                .returns(Source.HIT, Cached::source);
    }

    @Test
    void whoAsksAfterAnInvalidationDoesNotJoinAReadFromBeforeIt() {
        var provider = new Provider();
        var before = provider.next();
        provider.next().complete(List.of("new"));

        var early = one.read(key, HOUR, TEXTS, provider::ask).subscribeAsCompletionStage();
        eventually(() -> assertThat(provider.asked).hasValue(1));
        await(one.drop(key));
        Cached<List<String>> late = await(one.read(key, HOUR, TEXTS, provider::ask));
        before.complete(List.of("old"));

        assertThat(late.value()).containsExactly("new");
        assertThat(early.join().value()).containsExactly("new");
    }

    @Test
    void anOldValueStandsInForAProviderThatIsDownButNotForEver() {
        var provider = new Provider();
        provider.next().complete(List.of("a"));
        await(one.read(key, BRIEFLY, TEXTS, provider::ask));

        eventually(() -> assertThat(await(one.read(key, BRIEFLY, TEXTS, provider::ask)))
                .returns(Source.STALE, Cached::source)
                .returns(List.of("a"), Cached::value));
        eventually(() -> assertThatThrownBy(() -> await(one.read(key, BRIEFLY, TEXTS, provider::ask)))
                .isInstanceOf(ProviderFailure.Unavailable.class));
    }

    @Test
    void afterAnInvalidationNothingOldStandsIn() {
        var provider = new Provider();
        provider.next().complete(List.of("a"));
        await(one.read(key, BRIEFLY, TEXTS, provider::ask));
        await(one.drop(key));

        assertThatThrownBy(() -> await(one.read(key, BRIEFLY, TEXTS, provider::ask)))
                .isInstanceOf(ProviderFailure.Unavailable.class);
    }

    @Test
    void aValueThatIsInvalidatedWhileTheProviderFailsDoesNotStandIn() {
        var provider = new Provider();
        provider.next().complete(List.of("a"));
        var failing = provider.next();
        await(one.read(key, BRIEFLY, TEXTS, provider::ask));
        CompletableFuture<Cached<List<String>>> read = expired(provider);

        await(other.drop(key));
        failing.completeExceptionally(new ProviderFailure.Uncertain("silent", null));

        assertThatThrownBy(read::join).cause().isInstanceOf(ProviderFailure.Uncertain.class);
    }

    @Test
    void aRefusalIsToldEvenWhereAnOldValueIsAtHand() {
        var provider = new Provider();
        provider.next().complete(List.of("a"));
        var refusing = provider.next();
        await(one.read(key, BRIEFLY, TEXTS, provider::ask));
        CompletableFuture<Cached<List<String>>> read = expired(provider);

        refusing.completeExceptionally(
                new ProviderFailure.Refused(ProviderFailure.Refused.Reason.NOT_FOUND, "gone", List.of()));

        assertThatThrownBy(read::join).cause().isInstanceOf(ProviderFailure.Refused.class);
    }

    @Test
    void anEmptyAnswerIsKeptToo() {
        var provider = new Provider();
        provider.next().complete(List.of());
        await(one.read(key, HOUR, TEXTS, provider::ask));

        assertThat(await(other.read(key, HOUR, TEXTS, provider::ask)).source()).isEqualTo(Source.HIT);
    }

    @Test
    void whoHangsUpDoesNotEndTheReadForTheOthers() {
        var provider = new Provider();
        var answer = provider.next();
        var first = one.read(key, HOUR, TEXTS, provider::ask).subscribe().with(_ -> {});
        var second = one.read(key, HOUR, TEXTS, provider::ask).subscribeAsCompletionStage();
        eventually(() -> assertThat(provider.asked).hasValue(1));

        first.cancel();
        answer.complete(List.of("a"));

        assertThat(second.join().value()).containsExactly("a");
        assertThat(provider.asked).hasValue(1);
    }

    @Test
    void aReplicaThatDiedWhileReadingIsWaitedForWithinItsBoundAndThenReplaced() {
        var impatient = new Settings(Settings.USUAL.kinds(), Duration.ofMillis(300), Duration.ofMillis(100));
        CacheStore dead = replicas.store(impatient);
        await(dead.claim(new CacheKey(key), "the dead replica", HOUR, ""));
        var provider = new Provider();
        provider.next().complete(List.of("a"));

        assertThat(await(replicas.replica(impatient).read(key, HOUR, TEXTS, provider::ask))
                        .source())
                .isEqualTo(Source.MISS);
        assertThat(await(one.read(key, HOUR, TEXTS, provider::ask)).source()).isEqualTo(Source.HIT);
        assertThat(await(dead.keep(new CacheKey(key), "the dead replica", entry("late"), HOUR)))
                .isFalse();
    }

    @Test
    void aRedisThatIsWipedDuringAReadCostsAnotherReadAndNothingElse() {
        var provider = new Provider();
        var first = provider.next();
        provider.next().complete(List.of("a"));
        var read = one.read(key, HOUR, TEXTS, provider::ask).subscribeAsCompletionStage();
        eventually(() -> assertThat(provider.asked).hasValue(1));

        replicas.wipe();
        first.complete(List.of("a"));

        assertThat(read.join().value()).containsExactly("a");
        assertThat(await(other.read(key, HOUR, TEXTS, provider::ask)).source()).isEqualTo(Source.HIT);
    }

    @Test
    void aFrozenRedisIsDoneWithoutAndAnInvalidationIsNotTakenForDone() {
        var provider = new Provider();
        for (int i = 0; i < 1_000; i++) {
            provider.next().complete(List.of("a"));
        }
        await(one.read(key, HOUR, TEXTS, provider::ask));

        replicas.process().pause();
        try {
            var reads = atOnce(1_000, _ -> one, HOUR, provider);
            assertThat(reads.stream().map(CompletableFuture::join).map(Cached::value))
                    .containsOnly(List.of("a"));
            assertThat(provider.asked).hasValueLessThan(10);
            assertThatThrownBy(() -> await(one.drop(key))).isInstanceOf(RedisLink.Away.class);
        } finally {
            replicas.process().resume();
        }

        eventually(() -> assertThat(
                        await(one.read(key, HOUR, TEXTS, provider::ask)).source())
                .isEqualTo(Source.HIT));
    }

    @Test
    void aKilledRedisIsDoneWithoutUntilItIsBack() {
        var provider = new Provider();
        for (int i = 0; i < 1_000; i++) {
            provider.next().complete(List.of("a"));
        }

        replicas.process().kill();
        try {
            var reads = atOnce(1_000, _ -> one, HOUR, provider);
            assertThat(reads.stream().map(CompletableFuture::join).map(Cached::value))
                    .containsOnly(List.of("a"));
            assertThat(provider.asked).hasValueLessThan(10);
        } finally {
            replicas.process().restart();
        }

        eventually(() -> assertThat(
                        await(one.read(key, HOUR, TEXTS, provider::ask)).source())
                .isEqualTo(Source.HIT));
        eventually(() -> assertThat(
                        await(other.read(key, HOUR, TEXTS, provider::ask)).source())
                .isEqualTo(Source.HIT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme:banks:{MX}", "acme:banks:M X", "acme:banks:M\nX", "acme:banks:México"})
    void aKeyOfUncheckedInputIsRefused(String unchecked) {
        assertThatThrownBy(() -> one.read(unchecked, HOUR, TEXTS, () -> item("a")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> one.read("acme:banks:" + "X".repeat(200), HOUR, TEXTS, () -> item("a")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A read of the key that has gone to the provider, because what is kept is no longer fresh. */
    private CompletableFuture<Cached<List<String>>> expired(Provider provider) {
        int before = provider.asked.get();
        var read = new CompletableFuture<CompletableFuture<Cached<List<String>>>>();
        eventually(() -> {
            var tried = one.read(key, BRIEFLY, TEXTS, provider::ask).subscribeAsCompletionStage();
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            assertThat(provider.asked.get()).isGreaterThan(before);
            read.complete(tried);
        });
        return read.join();
    }

    private List<CompletableFuture<Cached<List<String>>>> atOnce(
            int times, java.util.function.IntFunction<CachedReads> replica, Duration ttl, Provider provider) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return IntStream.range(0, times)
                    .mapToObj(i -> threads.submit(() -> replica.apply(i)
                            .read(key, ttl, TEXTS, provider::ask)
                            .subscribeAsCompletionStage()))
                    .toList()
                    .stream()
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

    private static Entry entry(String text) {
        return Entry.of(List.of(text), java.time.Instant.now(), HOUR);
    }

    private static Uni<List<String>> item(String text) {
        return Uni.createFrom().item(List.of(text));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private static void eventually(Runnable holds) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                holds.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }
}
