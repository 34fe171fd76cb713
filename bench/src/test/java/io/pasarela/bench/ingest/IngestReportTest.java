package io.pasarela.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.bench.measure.Measurement;
import io.pasarela.bench.measure.Results;
import io.pasarela.bench.report.Machine;
import io.pasarela.bench.report.Report;
import io.pasarela.bench.report.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestReportTest {

    @Test
    void bothAimsAreReachedAtTheirBorders() {
        assertThat(report(8_500, 50, 0).verdicts()).allMatch(Verdict::reached);
    }

    @Test
    void aSlowServiceMissesTheFirstAim() {
        assertThat(report(8_400, 50, 0).verdicts()).extracting(Verdict::reached).containsExactly(false, true);
    }

    @Test
    void aCostlyServiceMissesTheSecondAim() {
        assertThat(report(8_500, 51, 0).verdicts()).extracting(Verdict::reached).containsExactly(true, false);
    }

    @Test
    void theTextShowsFiguresAndVerdicts() {
        assertThat(report(9_000, 60, 0).toText())
                .contains("9 000 (9 000–9 000)", "90.0 (90.0–90.0) %", "reached", "MISSED", "No failures");
    }

    @Test
    void failuresAreSaidAloud() {
        assertThat(report(9_000, 40, 7).toText()).contains("7 FAILURES: these figures mean nothing.");
    }

    @Test
    void thePageTellsMachineMethodAndChart(@TempDir Path folder) throws Exception {
        Path page = report(9_000, 40, 0).writeTo(folder);

        assertThat(Files.readString(page))
                .contains(
                        "Some CPU",
                        "- how it was done",
                        "](ingest.svg)",
                        "`./pasarela bench ingest`",
                        "2026-01-02T03:04")
                .doesNotContain("%s");
        assertThat(folder.resolve("ingest.svg")).content().contains("90.0 %", "aim: at least 85 %");
    }

    private static Report report(double serviceRate, double serviceCpu, long failures) {
        var results = new Results(
                List.of(
                        measurement(IngestReport.SERVICE, serviceRate, serviceCpu, failures),
                        measurement(IngestReport.BARE, 10_000, 30, 0),
                        measurement(IngestReport.EMPTY, 40_000, 10, 0)),
                List.of());
        return IngestReport.of(
                results,
                "./pasarela bench ingest",
                List.of("how it was done"),
                new Machine("Some CPU", 2, 4_096, "Linux 6", "JDK 25"),
                Instant.parse("2026-01-02T03:04:05Z"));
    }

    private static Measurement measurement(String contestant, double rate, double cpuMicros, long failures) {
        return new Measurement(contestant, 1, rate, 1, 2, cpuMicros, 5_000, Map.of(), 0.9, 0.01, failures, "");
    }
}
