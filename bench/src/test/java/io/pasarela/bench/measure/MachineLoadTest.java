package io.pasarela.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MachineLoadTest {

    @Test
    void idleAndWaitingAreLeftOutAndStolenTimeIsNot() {
        // user nice system idle iowait irq softirq steal guest guest_nice
        assertThat(MachineLoad.of("cpu  100 10 50 9999 8888 1 2 37 777 666")).isEqualTo(Duration.ofSeconds(2));
    }
}
