package io.pasarela.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One benchmark's page.
 *
 * @param name of the files, for example {@code ingest}
 * @param question what the page answers, one sentence
 * @param command how to get the figures again
 * @param method sentences: whoever doubts the figures starts there
 * @param notes sentences about this run, its noise first
 */
public record Report(
        String name,
        String title,
        String question,
        String command,
        Instant at,
        Machine machine,
        List<Verdict> verdicts,
        Table figures,
        List<String> notes,
        List<String> method,
        BarChart chart) {

    /** What the terminal shows once all rounds are done. */
    public String toText() {
        var verdictTable = new Table(
                List.of("aim", "measured", ""),
                verdicts.stream()
                        .map(verdict -> List.of(verdict.aim(), verdict.measured(), verdict.word()))
                        .toList());
        return figures.toText() + "\n" + verdictTable.toText() + "\n" + lines(notes, "") + "\n";
    }

    public String toMarkdown() {
        return """
                # %s

                %s Written by `%s` at %s.

                ![%s](%s.svg)

                %s
                %s
                %s
                ## Method

                %s
                ## Machine

                %s""".formatted(
                        title,
                        question,
                        command,
                        at.truncatedTo(ChronoUnit.MINUTES),
                        chart.title(),
                        name,
                        verdictMarkdown(),
                        figures.toMarkdown(),
                        lines(notes, "- "),
                        lines(method, "- "),
                        lines(machine.lines(), "- "));
    }

    /** Writes page and chart side by side. */
    public Path writeTo(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(name + ".svg"), chart.toSvg());
            return Files.writeString(folder.resolve(name + ".md"), toMarkdown());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String verdictMarkdown() {
        return new Table(
                        List.of("aim", "measured", "verdict"),
                        verdicts.stream()
                                .map(verdict ->
                                        List.of(verdict.aim(), verdict.measured(), "**" + verdict.word() + "**"))
                                .toList())
                .toMarkdown();
    }

    private static String lines(List<String> sentences, String prefix) {
        return sentences.stream().map(sentence -> prefix + sentence + "\n").collect(Collectors.joining());
    }
}
