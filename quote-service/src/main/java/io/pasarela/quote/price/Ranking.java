package io.pasarela.quote.price;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which of several prices for the same order is best for the customer. */
public final class Ranking {

    /**
     * As much of a price as decides.
     *
     * @param fromAmount what the customer pays, all in
     * @param toAmount what the customer receives, all in
     */
    public record Candidate<T>(
            T quotation,
            BigDecimal fromAmount,
            BigDecimal toAmount,
            @Nullable Instant expiresAt) {}

    private Ranking() {}

    /**
     * Best first: most received for what is paid, then longest valid, then in the order given. One of the two amounts is the same in all of
     * them, since they answer the same order.
     */
    public static <T> List<Candidate<T>> bestFirst(Collection<Candidate<T>> candidates) {
        return candidates.stream()
                .sorted(Comparator.<Candidate<T>, BigDecimal>comparing(Candidate::toAmount, Comparator.reverseOrder())
                        .thenComparing(Candidate::fromAmount)
                        .thenComparing(
                                Candidate::expiresAt,
                                Comparator.nullsLast(
                                        Comparator.<Instant>naturalOrder().reversed())))
                .toList();
    }

    /** The middle of the stated rates, or half-way between the two in the middle; empty when nobody stated one. */
    public static Optional<BigDecimal> median(Collection<BigDecimal> rates) {
        List<BigDecimal> sorted = rates.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        int middle = sorted.size() / 2;
        return Optional.of(
                sorted.size() % 2 == 1
                        ? sorted.get(middle)
                        : sorted.get(middle - 1).add(sorted.get(middle)).divide(BigDecimal.TWO));
    }
}
