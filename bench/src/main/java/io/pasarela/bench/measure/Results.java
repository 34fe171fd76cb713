package io.pasarela.bench.measure;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * All that was measured in a run. Figures are those of the numbered rounds; a failure counts in the warm-up too.
 *
 * @param notWarm contestants that were still getting faster when their warm-up had to end
 */
public record Results(List<Measurement> measurements, List<String> notWarm) {
    public Results {
        measurements = List.copyOf(measurements);
        notWarm = List.copyOf(notWarm);
    }

    public Spread of(String contestant, ToDoubleFunction<Measurement> figure) {
        return Spread.of(
                roundsOf(contestant).stream().map(figure::applyAsDouble).toList());
    }

    /**
     * Requests per second of one contestant as a share of another's, taken within each round and only then summed up: the
     * machine was about equally fast for the two.
     */
    public Spread share(String contestant, String ofContestant) {
        return share(contestant, ofContestant, Measurement::requestsPerSecond);
    }

    /** The same of any figure. */
    public Spread share(String contestant, String ofContestant, ToDoubleFunction<Measurement> figure) {
        return Spread.of(roundsOf(contestant).stream()
                .map(mine -> figure.applyAsDouble(mine) / figure.applyAsDouble(inRound(ofContestant, mine.round())))
                .toList());
    }

    /** The largest share of all cores that somebody else had during a numbered round, from 0 to 1. */
    public double othersAtMost() {
        return measurements.stream()
                .filter(measurement -> measurement.round() > 0)
                .mapToDouble(Measurement::others)
                .max()
                .orElse(0);
    }

    public long failures() {
        return measurements.stream().mapToLong(Measurement::failures).sum();
    }

    public long failures(String contestant) {
        return all(contestant).mapToLong(Measurement::failures).sum();
    }

    private List<Measurement> roundsOf(String contestant) {
        return all(contestant).filter(measurement -> measurement.round() > 0).toList();
    }

    private Measurement inRound(String contestant, int round) {
        return all(contestant)
                .filter(measurement -> measurement.round() == round)
                .findFirst()
                .orElseThrow();
    }

    private Stream<Measurement> all(String contestant) {
        return measurements.stream()
                .filter(measurement -> measurement.contestant().equals(contestant));
    }
}
