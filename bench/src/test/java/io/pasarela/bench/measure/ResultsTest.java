package io.pasarela.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {

    @Test
    void theMedianOfAnOddNumberIsTheOneInTheMiddle() {
        assertThat(Spread.of(List.of(9.0, 1.0, 5.0))).isEqualTo(new Spread(5, 1, 9));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Spread.of(List.of(4.0, 1.0, 9.0, 2.0))).isEqualTo(new Spread(3, 1, 9));
    }

    @Test
    void noRoundsHaveNoSpread() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
    }

    @Test
    void theNoiseIsTheFurthestRoundFromTheMedian() {
        assertThat(new Spread(100, 90, 105).noise()).isCloseTo(0.10, within(1e-9));
    }

    @Test
    void aShareIsTakenWithinARoundAndOnlyThenSummedUp() {
        var results = new Results(
                List.of(
                        round("mine", 1, 50), round("other", 1, 100),
                        round("mine", 2, 180), round("other", 2, 200),
                        round("mine", 3, 240), round("other", 3, 300)),
                List.of());

        // Medians would say 180 / 200; the rounds say 50, 90 and 80 %.
        assertThat(results.share("mine", "other")).isEqualTo(new Spread(0.8, 0.5, 0.9));
    }

    @Test
    void theWarmUpIsNoFigureButItsFailuresCount() {
        var results = new Results(List.of(measurement("mine", 0, 1, 3), measurement("mine", 1, 100, 0)), List.of());

        assertThat(results.of("mine", Measurement::requestsPerSecond)).isEqualTo(new Spread(100, 100, 100));
        assertThat(results.failures()).isEqualTo(3);
        assertThat(results.failures("mine")).isEqualTo(3);
    }

    private static Measurement round(String contestant, int round, double requestsPerSecond) {
        return measurement(contestant, round, requestsPerSecond, 0);
    }

    private static Measurement measurement(String contestant, int round, double requestsPerSecond, long failures) {
        return new Measurement(
                contestant, round, requestsPerSecond, 1, 2, 40, 5_000, Map.of(), 0.9, 0.01, failures, "");
    }
}
