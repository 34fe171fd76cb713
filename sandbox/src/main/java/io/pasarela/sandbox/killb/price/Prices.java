package io.pasarela.sandbox.killb.price;

import io.pasarela.sandbox.killb.run.Run;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Mid prices in fiat per dollar coin. A price is a function of the seed and the number of ticks since the run began: the same seed
 * gives the same walk, however often somebody asks.
 */
public final class Prices {
    private static final Map<Currency, BigDecimal> CENTRE =
            Map.of(Currency.MXN, new BigDecimal("18.5"), Currency.COP, new BigDecimal("4000"));

    private final Run run;
    private final Map<Currency, Walk> walks = new EnumMap<>(Currency.class);

    public Prices(Run run) {
        this.run = run;
    }

    /** Fiat per dollar coin now, 4 decimals. */
    public BigDecimal mid(Currency fiat) {
        BigDecimal centre = CENTRE.get(fiat);
        if (centre == null) {
            throw new IllegalArgumentException(fiat + " has no price");
        }
        long seed = run.behaviour().seed();
        long tick = run.clock().elapsed().dividedBy(run.behaviour().priceTick());
        Walk walk = walks.get(fiat);
        if (walk == null || walk.seed != seed || walk.tick > tick) {
            walk = new Walk(seed, fiat);
            walks.put(fiat, walk);
        }
        return centre.multiply(BigDecimal.valueOf(1_000_000 + walk.to(tick), 6)).setScale(4, RoundingMode.HALF_EVEN);
    }

    /** Distance from the centre in millionths. It leans back a hundredth per tick, so it stays within about one percent. */
    private static final class Walk {
        private static final long LARGEST_STEP = 500;
        private static final long FARTHEST_START = 4_000;

        private final long seed;
        private final SplittableRandom random;
        private long tick;
        private long distance;

        Walk(long seed, Currency fiat) {
            this.seed = seed;
            this.random = new SplittableRandom(seed * 31 + fiat.name().hashCode());
            this.distance = random.nextLong(-FARTHEST_START, FARTHEST_START + 1);
        }

        long to(long wanted) {
            for (; tick < wanted; tick++) {
                distance = distance * 99 / 100 + random.nextLong(-LARGEST_STEP, LARGEST_STEP + 1);
            }
            return distance;
        }
    }
}
