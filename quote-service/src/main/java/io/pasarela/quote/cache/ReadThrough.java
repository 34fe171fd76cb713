package io.pasarela.quote.cache;

import com.fasterxml.jackson.core.type.TypeReference;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.quote.cache.CachedReads.Cached;
import io.pasarela.quote.cache.CachedReads.Source;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * One read of one key for everybody in this process: look, claim, read, keep. Another replica that holds the claim is waited for, within a
 * bound; then its claim is taken over, or the value is read without one and not kept.
 */
@ApplicationScoped
class ReadThrough {

    /**
     * What a read has come to.
     *
     * @param superseded whether the value was invalidated while it was being read
     * @param lingers whether who comes a moment later is told the same
     */
    record Landing(Cached<?> cached, boolean superseded, boolean lingers) {

        Landing joined() {
            return new Landing(CachedReads.joined(cached), superseded, lingers);
        }
    }

    private record Wanted<T>(
            CacheKey key,
            Duration ttl,
            Duration stale,
            TypeReference<T> type,
            Supplier<Uni<T>> atProvider,
            String token,
            Parsed parsed) {

        Optional<Landing> fresh(Optional<Entry> entry, Source source) {
            return entry.filter(it -> it.isFresh(Instant.now())).flatMap(it -> landing(it, source, false));
        }

        Optional<Landing> bearable(Optional<Entry> entry) {
            return entry.filter(it -> it.isBearable(Instant.now(), stale))
                    .flatMap(it -> landing(it, Source.STALE, true));
        }

        private Optional<Landing> landing(Entry entry, Source source, boolean lingers) {
            return parsed.value(key, entry, type)
                    .map(value -> new Landing(
                            new Cached<>(value, entry.readAt(), entry.ttl(), entry.tag(), source), false, lingers));
        }
    }

    /** What the provider has just told. */
    private record Fetched(Object value, Entry entry) {

        Cached<?> cached() {
            return new Cached<>(value, entry.readAt(), entry.ttl(), entry.tag(), Source.MISS);
        }
    }

    /** How another replica is waited for. @param until in nanoseconds of this process's clock; {@code overdue} is empty until then */
    private record Patience(long until, long pauseMillis, String overdue) {

        private static final long PAUSE_MILLIS_MIN = 10;
        private static final long PAUSE_MILLIS_MAX = 160;

        static Patience of(Duration bound) {
            return new Patience(System.nanoTime() + bound.toNanos(), PAUSE_MILLIS_MIN, "");
        }

        boolean isOver() {
            return System.nanoTime() - until >= 0;
        }

        Patience longer() {
            return new Patience(until, Math.min(2 * pauseMillis, PAUSE_MILLIS_MAX), overdue);
        }

        Patience lost(String holder) {
            return new Patience(until, pauseMillis, holder);
        }
    }

    /** A claim outlives the read that it is for. */
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(2);

    private final CacheStore store;
    private final ProviderReads providerReads;
    private final CacheCounts counts;
    private final CacheConfig config;
    private final Parsed parsed = new Parsed();

    ReadThrough(CacheStore store, ProviderReads providerReads, CacheCounts counts, CacheConfig config) {
        this.store = store;
        this.providerReads = providerReads;
        this.counts = counts;
        this.config = config;
    }

    <T> Uni<Landing> read(CacheKey key, Duration ttl, TypeReference<T> type, Supplier<Uni<T>> atProvider) {
        CacheConfig.Kind kind = config.kinds().get(key.kind());
        Duration stale = kind == null ? Duration.ZERO : kind.stale();
        Wanted<T> wanted = new Wanted<>(
                key, ttl, stale, type, atProvider, UUID.randomUUID().toString(), parsed);
        return store.find(key)
                .onItemOrFailure()
                .transformToUni((entry, away) -> away != null
                        ? readUnclaimed(wanted)
                        : wanted.fresh(entry, Source.HIT)
                                .map(hit -> Uni.createFrom().item(hit))
                                .orElseGet(() -> claimed(wanted, Patience.of(config.waitForOthers()))));
    }

    private <T> Uni<Landing> claimed(Wanted<T> wanted, Patience patience) {
        Duration lease = config.readWithin().plus(LEASE_MARGIN);
        return store.claim(wanted.key(), wanted.token(), lease, patience.overdue())
                .onItemOrFailure()
                .transformToUni((claim, away) -> {
                    if (away != null) {
                        return readUnclaimed(wanted);
                    }
                    boolean ours = claim.holder().equals(wanted.token());
                    Optional<Landing> readMeanwhile = wanted.fresh(claim.entry(), Source.SHARED);
                    if (readMeanwhile.isPresent()) {
                        Uni<Void> done = ours
                                ? store.release(wanted.key(), wanted.token())
                                : Uni.createFrom().voidItem();
                        return done.replaceWith(readMeanwhile.get());
                    }
                    return ours ? readClaimed(wanted) : waited(wanted, claim.holder(), patience);
                });
    }

    private <T> Uni<Landing> waited(Wanted<T> wanted, String holder, Patience patience) {
        if (!patience.isOver()) {
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(Duration.ofMillis(patience.pauseMillis()))
                    .flatMap(_ -> claimed(wanted, patience.longer()));
        }
        boolean triedToTakeOver = !patience.overdue().isEmpty();
        return triedToTakeOver ? readUnclaimed(wanted) : claimed(wanted, patience.lost(holder));
    }

    private <T> Uni<Landing> readClaimed(Wanted<T> wanted) {
        return atProvider(wanted)
                .flatMap(fetched -> kept(wanted, fetched))
                .onFailure()
                .call(() -> store.release(wanted.key(), wanted.token()))
                .onFailure(ReadThrough::isNoAnswer)
                .recoverWithUni(failure -> staleOr(wanted, failure));
    }

    private <T> Uni<Landing> readUnclaimed(Wanted<T> wanted) {
        return atProvider(wanted)
                .map(fetched -> new Landing(fetched.cached(), false, true))
                .onFailure(ReadThrough::isNoAnswer)
                .recoverWithUni(failure -> staleOr(wanted, failure));
    }

    private <T> Uni<Fetched> atProvider(Wanted<T> wanted) {
        // The age counts from the question: nobody knows when the provider looked.
        Instant asked = Instant.now();
        int chance = ThreadLocalRandom.current().nextInt(Jitter.CHANCES);
        Duration ttl = Jitter.of(wanted.ttl(), config.jitterPercent(), chance);
        return providerReads
                .read(wanted.key(), wanted.atProvider())
                .map(value -> new Fetched(value, Entry.of(value, asked, ttl)));
    }

    private <T> Uni<Landing> kept(Wanted<T> wanted, Fetched fetched) {
        Duration life = fetched.entry().ttl().plus(wanted.stale());
        return store.keep(wanted.key(), wanted.token(), fetched.entry(), life)
                .map(kept -> {
                    if (!kept) {
                        counts.superseded(wanted.key());
                    }
                    return new Landing(fetched.cached(), !kept, false);
                })
                .onFailure(RedisLink.Away.class)
                .recoverWithItem(new Landing(fetched.cached(), false, true));
    }

    // Looked up once more, so that a value that was invalidated meanwhile does not stand in.
    private <T> Uni<Landing> staleOr(Wanted<T> wanted, Throwable failure) {
        return store.find(wanted.key())
                .onFailure()
                .recoverWithItem(Optional.empty())
                .flatMap(entry -> wanted.bearable(entry)
                        .map(landing -> Uni.createFrom().item(landing))
                        .orElseGet(() -> Uni.createFrom().failure(failure)));
    }

    // A refusal is an answer: what the provider no longer tells is not told from memory.
    private static boolean isNoAnswer(Throwable failure) {
        return failure instanceof ProviderFailure && !(failure instanceof ProviderFailure.Refused);
    }
}
