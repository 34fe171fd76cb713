package io.pasarela.quote.several;

import io.pasarela.contracts.problems.Problem;
import io.pasarela.quote.price.AllInCost;
import io.pasarela.quote.price.Ranking;
import io.pasarela.quote.price.Ranking.Candidate;
import io.pasarela.quote.quotation.Quotation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Every provider's price for one request.
 *
 * @param midRate the common mid rate: the median of those that the providers stated with these prices, {@code toCurrency} per one {@code
 *     fromCurrency}, without those too coarse to tell a cost in basis points; absent when none is left
 * @param midRateSource {@code MEDIAN_OF_PROVIDERS}; absent with {@code midRate}
 * @param midRatesStated of how many it is the median
 * @param quotations best all-in first
 * @param absent who gave no price, and why
 */
public record Comparison(
        @Nullable BigDecimal midRate,
        @Nullable CommonMidRateSource midRateSource,
        int midRatesStated,
        List<Ranked> quotations,
        List<Absent> absent) {

    /** How the common mid rate was found. */
    public enum CommonMidRateSource {
        MEDIAN_OF_PROVIDERS
    }

    /**
     * One of the prices.
     *
     * @param rank 1 is best
     * @param allInCostBps against the common mid rate; the quotation's own is against its own provider's
     */
    public record Ranked(int rank, @Nullable Long allInCostBps, Quotation quotation) {}

    /** One without price. */
    public record Absent(String provider, Problem problem) {}

    static Comparison of(Collection<Quotation> quotations, List<Absent> absent, Instant now) {
        List<BigDecimal> stated = quotations.stream()
                .filter(q -> q.allInCostBps() != null)
                .map(Quotation::midRate)
                .filter(Objects::nonNull)
                .toList();
        BigDecimal midRate = Ranking.median(stated).orElse(null);
        List<Quotation> best = Ranking.bestFirst(quotations.stream()
                        .map(q -> new Candidate<>(q, q.fromAmount(), q.toAmount(), q.expiresAt()))
                        .toList())
                .stream()
                .map(Candidate::quotation)
                .toList();
        return new Comparison(
                midRate,
                midRate == null ? null : CommonMidRateSource.MEDIAN_OF_PROVIDERS,
                stated.size(),
                java.util.stream.IntStream.range(0, best.size())
                        .mapToObj(i -> ranked(i + 1, best.get(i).at(now), midRate))
                        .toList(),
                absent);
    }

    private static Ranked ranked(int rank, Quotation quotation, @Nullable BigDecimal midRate) {
        Long cost =
                midRate == null ? null : (Long) AllInCost.bps(quotation.fromAmount(), quotation.toAmount(), midRate);
        return new Ranked(rank, cost, quotation);
    }
}
