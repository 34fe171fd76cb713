package io.pasarela.quote.several;

import io.pasarela.contracts.problems.Problem;
import io.pasarela.quote.quotation.Quotation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of each request of a batch.
 *
 * @param quotations one entry per request, in their order
 */
public record Batch(List<Entry> quotations) {

    /** Whether there is a price. */
    public enum Status {
        QUOTED,
        REFUSED
    }

    /**
     * What became of one request.
     *
     * @param quotation present when {@code QUOTED}
     * @param problem present when {@code REFUSED}: the document that a single request would have been answered with
     */
    public record Entry(
            Status status,
            @Nullable Quotation quotation,
            @Nullable Problem problem) {

        static Entry quoted(Quotation quotation) {
            return new Entry(Status.QUOTED, quotation, null);
        }

        static Entry refused(Problem problem) {
            return new Entry(Status.REFUSED, null, problem);
        }
    }
}
