package io.pasarela.bench.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.bench.measure.Measurement;
import io.pasarela.bench.measure.Results;
import io.pasarela.bench.push.IdleStreams.Cost;
import io.pasarela.bench.report.Machine;
import io.pasarela.bench.report.Report;
import io.pasarela.bench.report.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushReportTest {

    @Test
    void theAimsAreReachedAtTheirBordersAndMissedBeyond() {
        assertThat(report(15_000, 20, 249.9, 0, true).verdicts())
                .extracting(Verdict::reached)
                .containsExactly(true, true, true);
        assertThat(report(15_001, 20.1, 250, 0, true).verdicts())
                .extracting(Verdict::reached)
                .containsExactly(false, false, false);
    }

    @Test
    void withoutNchanItsAimIsNotJudgedAndThePageSaysHowToGetIt() {
        Report report = report(10_000, 20, 100, 0, false);

        assertThat(report.verdicts()).hasSize(2);
        assertThat(report.toText())
                .contains("apt-get install nginx libnginx-mod-nchan")
                .doesNotContain("× nchan's");
    }

    @Test
    void whatAJvmHoldsIsHeapAndTheRestTogether() {
        assertThat(report(10_000, 20, 100, 0, true).toMarkdown())
                .contains("| idle: memory of a stream, kB | 10.0 (10.0–10.0) |")
                .contains("| idle: of it live heap, kB | 8.0 (8.0–8.0) | – |")
                .contains("| fan-out: the same, × nchan's | 2.00 (2.00–2.00) | 1.00 (1.00–1.00) |")
                .contains("| river: webhook to user p99, ms | 100.0 (100.0–100.0) | – | – |");
    }

    @Test
    void failuresAreSaidAloud() {
        assertThat(report(10_000, 20, 100, 7, true).toText()).contains("7 FAILURES: these figures mean nothing.");
    }

    @Test
    void thePageTellsMachineMethodAndChart(@TempDir Path folder) throws Exception {
        Path page = report(10_000, 20, 100, 0, true).writeTo(folder);

        assertThat(Files.readString(page))
                .contains("Some CPU", "- how it was done", "](push.svg)", "`./pasarela bench push`")
                .doesNotContain("%s");
        assertThat(folder.resolve("push.svg"))
                .content()
                .contains("10.0 kB", "at most 15 kB", "2 × nchan", "p99 below 250 ms");
    }

    private static Report report(double idleBytes, double cpu, double p99, long failures, boolean nchan) {
        var costs = new ArrayList<Cost>();
        var measurements = new ArrayList<Measurement>();
        costs.add(new Cost(PushReport.SERVICE, 1, 8_000, idleBytes - 8_000, 3));
        measurements.add(measurement(PushReport.SERVICE, cpu, 30, failures));
        measurements.add(measurement(PushReport.RIVER, 900, p99, 0));
        costs.add(new Cost(PushReport.BARE, 1, 5_000, 1_000, 2));
        measurements.add(measurement(PushReport.BARE, 12, 30, 0));
        if (nchan) {
            costs.add(new Cost(PushReport.NCHAN, 1, 0, 6_000, 1));
            measurements.add(measurement(PushReport.NCHAN, 10, 30, 0));
        }
        return PushReport.of(
                new Results(measurements, List.of()),
                costs,
                "./pasarela bench push",
                List.of("how it was done"),
                new Machine("Some CPU", 2, 4_096, "Linux 6", "JDK 25"),
                Instant.parse("2026-01-02T03:04:05Z"));
    }

    private static Measurement measurement(String contestant, double cpu, double p99, long failures) {
        return new Measurement(contestant, 1, 1_000, 1, p99, cpu, 500, Map.of(), 0.9, 0.01, failures, "");
    }
}
