package io.pasarela.ramp.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.RampStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The picture of the state table is drawn from the table. */
class RampStatesDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "ramp-states.md");

    @Test
    void theDocumentShowsTheTableAsItIs() throws IOException {
        if (Boolean.getBoolean("pasarela.docs.write")) {
            Files.writeString(DOCUMENT, document());
        }

        assertThat(DOCUMENT)
                .as("stale: write it anew with -Dpasarela.docs.write=true")
                .hasContent(document());
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # What a ramp can be

                *Generated from `RampTransitions`; a test keeps it true.* Skipped steps are normal: a step may lead to any later one. The drawing shows the usual way
                and the exits; the table below is complete.

                ```mermaid
                stateDiagram-v2
                    [*] --> CREATED
                """);
        RampStatus[] way = {
            RampStatus.CREATED,
            RampStatus.AWAITING_DEPOSIT,
            RampStatus.DEPOSIT_RECEIVED,
            RampStatus.CONVERTING,
            RampStatus.PAYING_OUT,
            RampStatus.COMPLETED
        };
        for (int i = 0; i + 1 < way.length; i++) {
            arrow(text, way[i], way[i + 1]);
        }
        for (RampStatus end : RampStatus.values()) {
            for (RampStatus after : RampStatus.values()) {
                if ((end.isTerminal() || end == RampStatus.REFUNDING)
                        && RampTransitions.of(end).allows(after)) {
                    arrow(text, end, after);
                }
            }
        }
        text.append("```\n\n| status | may be followed by |\n|---|---|\n");
        for (RampStatus status : RampStatus.values()) {
            text.append("| ").append(status).append(" | ");
            StringBuilder next = new StringBuilder();
            for (RampStatus after : RampStatus.values()) {
                if (RampTransitions.of(status).allows(after)) {
                    next.append(next.isEmpty() ? "" : ", ").append(after);
                }
            }
            text.append(next.isEmpty() ? "nothing" : next).append(" |\n");
        }
        return text.append("""

                        Two ends are conclusions of ours, and the provider's word takes them back, with an event and the verdict `REOPENED`: an `EXPIRED` ramp
                        whose deposit comes after all, and a `FAILED` one of reason `NEVER_RECEIVED` that the provider has after all, which goes on wherever
                        the provider says ([why](adr/0008-the-truth-may-come-late.md)).

                        News that does not fit is recorded in the ramp's timeline with its verdict: `REPEATED`, `LATE`, `UNKNOWN_STATUS` or `ILLEGAL`.
                        """).toString();
    }

    private static void arrow(StringBuilder text, RampStatus from, RampStatus to) {
        assertThat(RampTransitions.of(from).allows(to)).isTrue();
        text.append("    ").append(from).append(" --> ").append(to).append('\n');
    }
}
