package io.pasarela.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.bench.measure.Spread;
import io.pasarela.bench.report.BarChart.Bar;
import io.pasarela.bench.report.BarChart.Panel;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class ReportTest {

    @Test
    void aSpreadIsReadAsMedianAndExtremes() {
        assertThat(Numbers.withSpread(new Spread(21_400, 20_900, 22_100.4), 0)).isEqualTo("21 400 (20 900–22 100)");
    }

    @Test
    void theColumnsOfATextTableStandUnderEachOther() {
        var table = new Table(List.of("", "a", "bb"), List.of(List.of("requests/s", "1", "22 000")));

        assertThat(table.toText()).isEqualTo("""
                             a       bb
                requests/s   1   22 000
                """);
    }

    @Test
    void aMarkdownTableHasItsNumbersToTheRight() {
        var table = new Table(List.of("", "a"), List.of(List.of("x", "1")));

        assertThat(table.toMarkdown()).isEqualTo("|  | a |\n|---|---:|\n| x | 1 |\n");
    }

    @Test
    void theChartDrawsBarsInProportionAndAWhiskerPerBar() throws Exception {
        Document svg = parsed(chart(new Spread(50, 40, 60), new Spread(100, 95, 105)));

        double mine = width(svg, "mine");
        double other = width(svg, "other");
        assertThat(mine / other).isBetween(0.495, 0.505);
        assertThat(byClass(svg, "path", "whisker")).hasSize(2);
        assertThat(byClass(svg, "line", "aim")).hasSize(1);
    }

    @Test
    void aLabelCannotBreakTheChart() throws Exception {
        var chart = new BarChart("a < b & c", List.of());

        assertThat(parsed(chart).getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("a < b & c");
    }

    @Test
    void theChartKnowsDarkScreens() {
        assertThat(new BarChart("x", List.of()).toSvg()).contains("@media (prefers-color-scheme: dark)");
    }

    private static BarChart chart(Spread mine, Spread other) {
        return new BarChart(
                "title",
                List.of(new Panel(
                        "panel",
                        List.of(new Bar("service", mine, "50", true), new Bar("bare", other, "100", false)),
                        85,
                        "aim")));
    }

    private static Document parsed(BarChart chart) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(chart.toSvg().getBytes(StandardCharsets.UTF_8)));
    }

    private static double width(Document svg, String kind) {
        return Double.parseDouble(byClass(svg, "rect", kind).getFirst().getAttribute("width"));
    }

    private static List<Element> byClass(Document svg, String tag, String kind) {
        var all = svg.getElementsByTagName(tag);
        return IntStream.range(0, all.getLength())
                .mapToObj(i -> (Element) all.item(i))
                .filter(element -> element.getAttribute("class").equals(kind))
                .toList();
    }
}
