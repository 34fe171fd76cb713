package io.pasarela.providers.calls;

import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pasarela.providers.ProviderFailure.Unavailable;
import io.pasarela.providers.ProviderFailure.Unavailable.Why;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The provider's rate, kept by this process: requests beyond it wait for their turn, and nobody's turn comes while the provider has asked
 * for silence. A token bucket; a silence is a debt of as many tokens as would flow in during it.
 */
public final class Pace {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Bucket bucket;
    private final long perSecond;
    private final int burst;
    private final @Nullable Pace whole;
    private final Timer waits;
    private final Counter silences;
    private volatile long silentUntil = System.nanoTime();

    /**
     * @param perSecond requests per second in the long run
     * @param burst requests at once after a pause
     */
    public Pace(String provider, int perSecond, int burst, MeterRegistry registry) {
        this(provider, perSecond, burst, null, registry);
    }

    private Pace(String provider, int perSecond, int burst, @Nullable Pace whole, MeterRegistry registry) {
        this.whole = whole;
        this.perSecond = perSecond;
        this.burst = burst;
        this.bucket = Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withNanosecondPrecision()
                .build();
        this.waits = Timer.builder("pasarela.provider.paced")
                .description("requests that waited for their turn, and how long")
                .tag("provider", provider)
                .register(registry);
        this.silences = Counter.builder("pasarela.provider.silences")
                .description("times that the provider asked for silence")
                .tag("provider", provider)
                .register(registry);
    }

    /**
     * A part of this pace, for requests that must leave the rest to others: each of its turns is one of the whole.
     *
     * @param percent of the rate and of the burst, 1 to 100
     */
    public Pace part(String provider, int percent, MeterRegistry registry) {
        return new Pace(provider, share(perSecond, percent), share(burst, percent), this, registry);
    }

    /**
     * The turn of one request. Fails with {@link Unavailable}, at once, when it would not come within that time; so the number of those who
     * wait is bounded by what flows in meanwhile.
     */
    public Uni<Void> turn(Duration within) {
        Deadline end = Deadline.in(within);
        Uni<Void> own = Uni.createFrom().deferred(() -> token(end));
        return whole == null ? own : own.chain(() -> whole.turn(end.left()));
    }

    // A silence may be asked for while somebody waits: whoever then wakes up in it queues again, behind its end.
    private Uni<Void> token(Deadline end) {
        return taken(end).chain(() -> isSilent() ? token(end) : Uni.createFrom().voidItem());
    }

    private Uni<Void> taken(Deadline end) {
        return Uni.createFrom().deferred(() -> {
            if (bucket.tryConsume(1)) {
                return Uni.createFrom().voidItem();
            }
            long began = System.nanoTime();
            return Uni.createFrom()
                    .completionStage(bucket.asScheduler()
                            .tryConsume(1, end.left().toNanos(), Infrastructure.getDefaultWorkerPool()))
                    .map(hasTurn -> {
                        if (!hasTurn) {
                            throw tooMany();
                        }
                        waits.record(Duration.ofNanos(System.nanoTime() - began));
                        return null;
                    });
        });
    }

    /** Nobody's turn comes before that time is over. */
    public synchronized void silence(Duration length) {
        long until = System.nanoTime() + length.toNanos();
        silentUntil = until - silentUntil > 0 ? until : silentUntil;
        long debt = bucket.getAvailableTokens() + Math.ceilDiv(length.toNanos() * perSecond, NANOS_PER_SECOND);
        if (debt > 0) {
            bucket.consumeIgnoringRateLimits(debt);
            silences.increment();
        }
    }

    private static int share(long whole, int percent) {
        return Math.toIntExact(Math.max(1, whole * percent / 100));
    }

    private boolean isSilent() {
        return silentUntil - System.nanoTime() > 0;
    }

    private Unavailable tooMany() {
        Duration wait = Duration.ofNanos(bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill());
        return new Unavailable(
                "our rate towards the provider is used up", Why.PACED, CallRules.wholeSeconds(wait), null);
    }
}
