package io.pasarela.quote.price;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;

/** What holds for every quotation ever answered, by the published rounding alone. */
final class Identities {

    private Identities() {}

    static void assertHold(Breakdown breakdown) {
        BigDecimal from = breakdown.from().amount();
        BigDecimal to = breakdown.to().amount();

        assertThat(breakdown.converted().add(breakdown.feesPaid()))
                .as("converted + fees of %s", breakdown)
                .isEqualTo(from);
        assertThat(Ratio.amount(breakdown.totalPrice(), to, from.scale()))
                .as("total price × to of %s", breakdown)
                .isEqualTo(from);
        assertThat(Ratio.amount(
                        breakdown.price(),
                        breakdown.acquired(),
                        breakdown.converted().scale()))
                .as("price × (to + fees) of %s", breakdown)
                .isEqualTo(breakdown.converted());
        assertThat(Ratio.amount(breakdown.rate(), from, to.scale()))
                .as("rate × from of %s", breakdown)
                .isEqualTo(to);
        assertThat(breakdown.converted()).isPositive();
        assertThat(breakdown.fees()).allSatisfy(fee -> assertThat(fee.amount()).isPositive());
    }
}
