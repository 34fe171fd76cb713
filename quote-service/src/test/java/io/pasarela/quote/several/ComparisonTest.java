package io.pasarela.quote.several;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.Wire;
import io.pasarela.quote.quotation.Quotation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Several providers' prices side by side, as values. */
class ComparisonTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void everyPriceIsMeasuredAgainstTheSameMidRate() {
        Comparison comparison = Comparison.of(
                List.of(
                        quotation("flattering", "1960.00", "19.6"),
                        quotation("honest", "1980.00", "20"),
                        quotation("silent", "1970.00", null),
                        quotation("third", "1900.00", "20.1")),
                List.of(),
                NOW);

        assertThat(comparison.midRate()).isEqualByComparingTo("20");
        assertThat(comparison.midRatesStated()).isEqualTo(3);
        assertThat(comparison.quotations())
                .extracting(ranked ->
                        "%d %s %d".formatted(ranked.rank(), ranked.quotation().provider(), ranked.allInCostBps()))
                .containsExactly("1 honest 100", "2 silent 150", "3 flattering 200", "4 third 500");
    }

    @Test
    void aRateTooCoarseForBasisPointsIsNotCompared() {
        Comparison comparison = Comparison.of(
                List.of(quotation("honest", "1980.00", "20"), quotation("coarse", "1970.00", "9")), List.of(), NOW);

        assertThat(comparison.midRatesStated()).isEqualTo(1);
        assertThat(comparison.midRate()).isEqualByComparingTo("20");
    }

    @Test
    void withoutAnyMidRateNoCostIsClaimed() {
        Comparison comparison = Comparison.of(List.of(quotation("silent", "1970.00", null)), List.of(), NOW);

        assertThat(comparison.midRate()).isNull();
        assertThat(comparison.midRateSource()).isNull();
        assertThat(comparison.quotations())
                .singleElement()
                .satisfies(ranked -> assertThat(ranked.allInCostBps()).isNull());
    }

    @Test
    void nobodyIsLeftOutOfAnEmptyComparison() {
        assertThat(Comparison.of(List.of(), List.of(), NOW).quotations()).isEmpty();
    }

    private static Quotation quotation(String provider, String received, @Nullable String midRate) {
        ObjectNode json = Wire.mapper()
                .createObjectNode()
                .put("provider", provider)
                .put("fromCurrency", "USDC")
                .put("fromAmount", "100.000000")
                .put("toCurrency", "MXN")
                .put("toAmount", received)
                .put("midRate", midRate)
                .put("allInCostBps", midRate == null || midRate.length() < 2 ? null : 1L)
                .put("expiresAt", "2026-11-23T12:00:30Z");
        return Wire.mapper().convertValue(json, Quotation.class);
    }
}
