package io.pasarela.bench.report;

/**
 * An aim and whether this run has reached it.
 *
 * @param aim as one says it: {@code requests/s ≥ 85 % of the bare server}
 * @param measured the figure that decides, with its spread
 */
public record Verdict(String aim, String measured, boolean reached) {
    String word() {
        return reached ? "reached" : "MISSED";
    }
}
