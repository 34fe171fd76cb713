package io.pasarela.quote.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.quote.price.Ranking.Candidate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static final Instant SOON = Instant.parse("2026-11-23T12:00:30Z");
    private static final Instant LATER = SOON.plusSeconds(300);

    @Test
    void whoeverGivesMostForTheSamePaymentIsBest() {
        assertThat(best(
                        price("killb", "1500.00", "80.10", SOON),
                        price("bridge", "1500.00", "80.43", SOON),
                        price("blindpay", "1500.00", "79.99", LATER)))
                .containsExactly("bridge", "killb", "blindpay");
    }

    @Test
    void whoeverTakesLeastForTheSameReceiptIsBest() {
        assertThat(best(
                        price("killb", "1500.01", "80", SOON),
                        price("bridge", "1499.50", "80.000000", SOON),
                        price("blindpay", "1500.00", "80", SOON)))
                .containsExactly("bridge", "blindpay", "killb");
    }

    @Test
    void ofEqualPricesTheOneThatLastsLongerIsBestAndThenTheOneNamedFirst() {
        assertThat(best(
                        price("never-says", "1500", "80", null),
                        price("first", "1500", "80", SOON),
                        price("second", "1500", "80", SOON),
                        price("longest", "1500", "80", LATER)))
                .containsExactly("longest", "first", "second", "never-says");
    }

    @Test
    void theCommonMidRateIsTheMedianOfThoseStated() {
        assertThat(Ranking.median(List.of())).isEmpty();
        assertThat(median("18.5")).isEqualByComparingTo("18.5");
        assertThat(median("18.4", "99", "18.5")).isEqualByComparingTo("18.5");
        assertThat(median("18.5", "18.4")).isEqualByComparingTo("18.45");
    }

    @SafeVarargs
    private static List<String> best(Candidate<String>... candidates) {
        return Ranking.bestFirst(List.of(candidates)).stream()
                .map(Candidate::quotation)
                .toList();
    }

    private static BigDecimal median(String... rates) {
        return Ranking.median(List.of(rates).stream().map(BigDecimal::new).toList())
                .orElseThrow();
    }

    private static Candidate<String> price(String who, String from, String to, @Nullable Instant expiresAt) {
        return new Candidate<>(who, new BigDecimal(from), new BigDecimal(to), expiresAt);
    }
}
