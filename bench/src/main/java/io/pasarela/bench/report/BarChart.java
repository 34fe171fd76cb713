package io.pasarela.bench.report;

import io.pasarela.bench.measure.Spread;
import java.util.List;
import java.util.Locale;

/**
 * Horizontal bars in panels, each bar with a whisker from the lowest to the highest round. Made for two readers: one with a
 * light and one with a dark screen.
 */
public record BarChart(String title, List<Panel> panels) {
    private static final int WIDTH = 760;
    private static final int MARGIN = 28;
    private static final int LABELS = 190;
    private static final int VALUES = 100;
    private static final int TOP = 62;
    private static final int PANEL_TITLE = 34;
    private static final int ROW = 38;
    private static final int BAR = 20;
    private static final int PANEL_GAP = 34;
    private static final int BAR_LEFT = MARGIN + LABELS;
    private static final int BAR_WIDTH = WIDTH - BAR_LEFT - VALUES - MARGIN;

    /** Figures stand in a column of their own, where no bar, whisker or aim can cross them. */
    private static final int VALUE_RIGHT = WIDTH - MARGIN;

    /**
     * @param shown the median as it is written at its right, with its unit
     * @param mine whether it is what the page is about, and not what it is compared with
     */
    public record Bar(String label, Spread value, String shown, boolean mine) {}

    /**
     * @param aim where the line of the aim stands, in the unit of the bars
     * @param aimShown what is written at it
     */
    public record Panel(String title, List<Bar> bars, double aim, String aimShown) {
        double longest() {
            return Math.max(
                    aim,
                    bars.stream().mapToDouble(bar -> bar.value().max()).max().orElse(0));
        }

        int height() {
            return PANEL_TITLE + bars.size() * ROW + PANEL_GAP;
        }
    }

    /** The whole file. Colours are those of the reader's screen, through a media query inside the SVG. */
    public String toSvg() {
        int height = TOP + panels.stream().mapToInt(Panel::height).sum();
        var svg = new StringBuilder(HEAD.formatted(WIDTH, height, WIDTH, height, escaped(title), STYLE));
        add(svg, "<rect class=\"paper\" width=\"%d\" height=\"%d\" rx=\"10\"/>", WIDTH, height);
        add(svg, "<text class=\"title\" x=\"%d\" y=\"38\">%s</text>", MARGIN, escaped(title));
        int top = TOP;
        for (Panel panel : panels) {
            draw(svg, panel, top);
            top += panel.height();
        }
        return svg.append("</svg>\n").toString();
    }

    private static void draw(StringBuilder svg, Panel panel, int top) {
        add(svg, "<text class=\"panel\" x=\"%d\" y=\"%d\">%s</text>", MARGIN, top + 16, escaped(panel.title()));
        double scale = BAR_WIDTH / panel.longest();
        int y = top + PANEL_TITLE;
        for (Bar bar : panel.bars()) {
            draw(svg, bar, y, scale);
            y += ROW;
        }
        double aimX = BAR_LEFT + panel.aim() * scale;
        add(
                svg,
                "<line class=\"aim\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
                aimX,
                top + PANEL_TITLE - 6,
                aimX,
                y);
        add(svg, "<text class=\"aim-text\" x=\"%.1f\" y=\"%d\">%s</text>", aimX, y + 14, escaped(panel.aimShown()));
    }

    private static void draw(StringBuilder svg, Bar bar, int top, double scale) {
        int middle = top + ROW / 2;
        int barTop = middle - BAR / 2;
        double length = bar.value().median() * scale;
        double low = BAR_LEFT + bar.value().min() * scale;
        double high = BAR_LEFT + bar.value().max() * scale;
        String kind = bar.mine() ? "mine" : "other";
        add(svg, "<text class=\"label\" x=\"%d\" y=\"%d\">%s</text>", BAR_LEFT - 12, middle + 5, escaped(bar.label()));
        add(
                svg,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"3\"/>",
                kind,
                BAR_LEFT,
                barTop,
                length,
                BAR);
        if (high - low >= 1) {
            add(
                    svg,
                    "<path class=\"whisker\" d=\"M%.1f %dH%.1fM%.1f %dv10M%.1f %dv10\"/>",
                    low,
                    middle,
                    high,
                    low,
                    middle - 5,
                    high,
                    middle - 5);
        }
        add(svg, "<text class=\"value\" x=\"%d\" y=\"%d\">%s</text>", VALUE_RIGHT, middle + 5, escaped(bar.shown()));
    }

    private static void add(StringBuilder svg, String element, Object... values) {
        svg.append(String.format(Locale.ROOT, element, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static final String HEAD = """
            <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">
            <title>%s</title>
            <style>
            %s</style>
            """;

    private static final String STYLE = """
            text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #1f2933; }
            .paper { fill: #ffffff; }
            .title { font-size: 18px; font-weight: 600; }
            .panel { font-size: 14px; font-weight: 600; }
            .label { font-size: 13px; text-anchor: end; }
            .value { font-size: 13px; font-weight: 600; text-anchor: end; font-variant-numeric: tabular-nums; }
            .mine { fill: #0b7a75; }
            .other { fill: #b8c4ce; }
            .whisker { stroke: #1f2933; stroke-width: 1.5; fill: none; }
            .aim { stroke: #c2410c; stroke-width: 1.5; stroke-dasharray: 4 4; }
            .aim-text { font-size: 12px; fill: #c2410c; text-anchor: middle; }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3; }
              .paper { fill: #0d1117; }
              .mine { fill: #2aa198; }
              .other { fill: #4b5866; }
              .whisker { stroke: #e6edf3; }
              .aim { stroke: #fb923c; }
              .aim-text { fill: #fb923c; }
            }
            """;
}
