package io.pasarela.quote.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import io.pasarela.quote.cache.CachedReads.Cached;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Many who look at once, on a real Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LooksTest {

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final Duration HOUR = Duration.ofHours(1);

    private final Vertx vertx = Vertx.vertx();
    private Replicas replicas;
    private CachedReads one;
    private CachedReads other;

    @BeforeAll
    void start() {
        replicas = Replicas.onAFreshRedis();
        one = replicas.replica();
        other = replicas.replica();
    }

    @AfterAll
    void stop() {
        replicas.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whoLooksAfterAnotherReplicaHasDroppedAValueNeverSeesIt() throws Exception {
        Context loop = vertx.getOrCreateContext();
        var watched = one.watched("acme:dropped");
        for (int round = 0; round < 200; round++) {
            keep("acme:dropped");
            var early = looks(loop, watched, 5);

            other.drop("acme:dropped").await().atMost(Duration.ofSeconds(5));
            var late = looks(loop, watched, 5);

            assertThat(found(late)).as("round %d", round).allMatch(Optional::isEmpty);
            assertThat(found(early)).hasSize(5);
        }
    }

    @Test
    void everybodyIsToldWhatIsKept() throws Exception {
        Cached<List<String>> kept = keep("acme:kept");

        var found = found(looks(vertx.getOrCreateContext(), one.watched("acme:kept"), 100));

        assertThat(found)
                .hasSize(100)
                .allSatisfy(look -> assertThat(look).hasValueSatisfying(cached -> {
                    assertThat(cached.value()).isEqualTo("[\"value\"]");
                    assertThat(cached.tag()).isEqualTo(kept.tag());
                    assertThat(cached.ttl()).isEqualTo(HOUR);
                }));
    }

    @Test
    void whatIsNotKeptOrNoLongerFreshIsLeftToARead() throws Exception {
        var old = one.read(
                        "acme:brief",
                        Duration.ofMillis(1),
                        TEXTS,
                        () -> Uni.createFrom().item(List.of("old")))
                .await()
                .atMost(Duration.ofSeconds(5));
        while (Instant.now().isBefore(old.readAt().plus(old.ttl()))) {
            Thread.onSpinWait();
        }

        assertThat(found(looks(vertx.getOrCreateContext(), one.watched("acme:brief"), 1)))
                .allMatch(Optional::isEmpty);
        assertThat(found(looks(vertx.getOrCreateContext(), one.watched("acme:never"), 1)))
                .allMatch(Optional::isEmpty);
    }

    private Cached<List<String>> keep(String key) {
        return one.read(key, HOUR, TEXTS, () -> Uni.createFrom().item(List.of("value")))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private static List<CompletableFuture<Optional<Cached<String>>>> looks(
            Context loop, CachedReads.Watched watched, int times) {
        List<CompletableFuture<Optional<Cached<String>>>> told = Stream.generate(
                        CompletableFuture<Optional<Cached<String>>>::new)
                .limit(times)
                .toList();
        told.forEach(each -> loop.runOnContext(_ -> watched.look(each::complete)));
        return told;
    }

    private static List<Optional<Cached<String>>> found(List<CompletableFuture<Optional<Cached<String>>>> told)
            throws Exception {
        for (var each : told) {
            each.get(5, TimeUnit.SECONDS);
        }
        return told.stream().map(CompletableFuture::join).toList();
    }
}
