package io.pasarela.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void itGoesOnWhileRequestsGetCheaper() {
        assertThat(WarmUp.isDone(List.of(900.0, 500.0, 300.0, 200.0, 150.0))).isFalse();
    }

    @Test
    void itIsDoneOnceTheyDoNot() {
        assertThat(WarmUp.isDone(List.of(900.0, 60.0, 58.0, 61.0, 60.0, 62.0))).isTrue();
    }

    @Test
    void oneSlowSliceIsNotTheEnd() {
        assertThat(WarmUp.isDone(List.of(300.0, 350.0, 340.0, 345.0, 200.0))).isFalse();
    }

    @Test
    void itTakesAtLeastFiveSlices() {
        assertThat(WarmUp.isDone(List.of(50.0, 50.0, 50.0, 50.0))).isFalse();
    }
}
