package io.pasarela.bench.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table whose first column names the rows. All rows are as long as the header. */
public record Table(List<String> header, List<List<String>> rows) {
    private static final String GAP = "   ";

    public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Numbers to the right, as wide as needed. */
    public String toText() {
        int[] widths = IntStream.range(0, header.size())
                .map(column -> Math.max(
                        header.get(column).length(),
                        rows.stream()
                                .mapToInt(row -> row.get(column).length())
                                .max()
                                .orElse(0)))
                .toArray();
        var text = new StringBuilder(line(header, widths));
        rows.forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    public String toMarkdown() {
        String ruler = "|---|" + "---:|".repeat(header.size() - 1) + "\n";
        return markdown(header) + ruler + rows.stream().map(Table::markdown).collect(Collectors.joining());
    }

    private static String line(List<String> cells, int[] widths) {
        String line = IntStream.range(0, cells.size())
                .mapToObj(
                        column -> ("%" + (column == 0 ? "-" : "") + widths[column] + "s").formatted(cells.get(column)))
                .collect(Collectors.joining(GAP));
        return line + "\n";
    }

    private static String markdown(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
