package io.pasarela.quote.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessingTimeTest {

    @ParameterizedTest
    @CsvSource({"1,1,1", "2,1,2", "3,2,3", "10,5,9", "11,6,10", "20,10,18", "100,50,90", "101,51,91"})
    void percentilesAreTheNearestRank(int ramps, int p50, int p90) {
        List<Duration> durations = new ArrayList<>(
                IntStream.rangeClosed(1, ramps).mapToObj(Duration::ofMinutes).toList());
        Collections.shuffle(durations, new Random(ramps));

        ProcessingTime time = ProcessingTime.observed(durations);

        assertThat(time.p50()).isEqualTo(Duration.ofMinutes(p50)).isEqualTo(time.estimate());
        assertThat(time.p90()).isEqualTo(Duration.ofMinutes(p90));
        assertThat(time.basis()).isEqualTo("OBSERVED");
        assertThat(time.observed()).isEqualTo(ramps);
    }

    @ParameterizedTest
    @CsvSource({
        "SPEI, POLYGON, PT30M",
        "POLYGON, ACH, PT72H",
        "WIRE, POLYGON, PT24H",
        "PRE_FUND_POLYGON, SPEI, PT30M",
        "PRE_FUND, PRE_FUND, PT1M"
    })
    void theSlowerMethodIsAssumed(String cashIn, String cashOut, Duration estimate) {
        ProcessingTime time = ProcessingTime.assumed(new Corridor("killb", cashIn, cashOut));

        assertThat(time.estimate()).isEqualTo(estimate);
        assertThat(time.basis()).isEqualTo("DEFAULT");
        assertThat(time.observed()).isNull();
    }
}
