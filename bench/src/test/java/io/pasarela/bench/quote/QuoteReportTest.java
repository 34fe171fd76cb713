package io.pasarela.bench.quote;

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

class QuoteReportTest {

    @Test
    void theAimIsReachedAtItsBorderAndMissedBelow() {
        assertThat(report(8_000, 0).verdicts()).extracting(Verdict::reached).containsExactly(true);
        assertThat(report(7_990, 0).verdicts()).extracting(Verdict::reached).containsExactly(false);
    }

    @Test
    void everyContestantIsComparedWithBoth() {
        assertThat(report(9_000, 0).toText()).contains("90.0 (90.0–90.0)", "22.5 (22.5–22.5)", "No failures");
    }

    @Test
    void failuresAreSaidAloud() {
        assertThat(report(9_000, 7).toText()).contains("7 FAILURES: these figures mean nothing.");
    }

    @Test
    void thePageTellsMachineMethodAndChart(@TempDir Path folder) throws Exception {
        Path page = report(9_000, 0).writeTo(folder);

        assertThat(Files.readString(page))
                .contains("Some CPU", "- how it was done", "](quote.svg)", "`./pasarela bench quote`")
                .doesNotContain("%s");
        assertThat(folder.resolve("quote.svg")).content().contains("90.0 %", "at least 80 %");
    }

    private static Report report(double readRate, long failures) {
        var results = new Results(
                List.of(
                        measurement(QuoteReport.READ, readRate, failures),
                        measurement(QuoteReport.BARE, 10_000, 0),
                        measurement(QuoteReport.GET, 40_000, 0),
                        measurement(QuoteReport.QUOTATION, 1_000, 0)),
                List.of());
        return QuoteReport.of(
                results,
                "./pasarela bench quote",
                List.of("how it was done"),
                new Machine("Some CPU", 2, 4_096, "Linux 6", "JDK 25"),
                Instant.parse("2026-01-02T03:04:05Z"));
    }

    private static Measurement measurement(String contestant, double rate, long failures) {
        return new Measurement(contestant, 1, rate, 1, 2, 50, 5_000, Map.of(), 0.9, 0.01, failures, "");
    }
}
