package io.pasarela.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.bench.measure.WarmUp.Slice;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void itGoesOnWhileRequestsGetCheaper() {
        assertThat(WarmUp.isDone(compiled(900, 500, 300, 200, 150))).isFalse();
    }

    @Test
    void itIsDoneOnceTheyDoNot() {
        assertThat(WarmUp.isDone(compiled(900, 60, 58, 61, 60, 62))).isTrue();
    }

    @Test
    void oneSlowSliceIsNotTheEnd() {
        assertThat(WarmUp.isDone(compiled(300, 350, 340, 345, 200))).isFalse();
    }

    @Test
    void itTakesAtLeastFiveSlices() {
        assertThat(WarmUp.isDone(compiled(50, 50, 50, 50))).isFalse();
    }

    @Test
    void aJvmThatStillCompilesIsNotWarmHoweverSteadyItsRequestsAre() {
        assertThat(WarmUp.isDone(slices(0.4, 900, 60, 58, 61, 60, 62))).isFalse();
    }

    private static List<Slice> compiled(double... cpuMicros) {
        return slices(0.01, cpuMicros);
    }

    private static List<Slice> slices(double compiling, double... cpuMicros) {
        return DoubleStream.of(cpuMicros)
                .mapToObj(each -> new Slice(each, compiling))
                .toList();
    }
}
