package io.pasarela.bench.measure;

import java.util.List;

/** The median of several rounds and how far they lie apart, in the unit of what was measured. */
public record Spread(double median, double min, double max) {

    /**
     * The median of an even number of values is the mean of the two in the middle.
     *
     * @throws IllegalArgumentException without a value
     */
    public static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a spread needs at least one value");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int upper = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(upper) : (sorted.get(upper - 1) + sorted.get(upper)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /** For another unit of the same thing. */
    public Spread times(double factor) {
        return new Spread(median * factor, min * factor, max * factor);
    }

    /** How far the furthest round lies from the median, as a share of the median: the noise. */
    public double noise() {
        return median == 0 ? 0 : Math.max(max - median, median - min) / median;
    }
}
