package io.pasarela.quote.price;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked examples of SEP-38: our prices round to the published ones, and the identities hold where the published ones are off. */
class Sep38ExamplesTest {

    record Example(String id, Breakdown breakdown, BigDecimal totalPrice, BigDecimal price, BigDecimal feeTotal) {
        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Example> examples() throws IOException {
        try (var file = Sep38ExamplesTest.class.getResourceAsStream("/vectors/sep38-examples.json")) {
            return StreamSupport.stream(
                            new ObjectMapper()
                                    .readTree(Objects.requireNonNull(file))
                                    .get("examples")
                                    .spliterator(),
                            false)
                    .map(Sep38ExamplesTest::example);
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void thePricesAreThePublishedOnes(Example example) {
        Breakdown breakdown = example.breakdown();

        assertThat(breakdown.totalPrice().setScale(example.totalPrice().scale(), RoundingMode.HALF_EVEN))
                .isEqualTo(example.totalPrice());
        assertThat(breakdown.price().setScale(example.price().scale(), RoundingMode.HALF_EVEN))
                .isEqualTo(example.price());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theIdentitiesHoldToTheLastDecimal(Example example) {
        Identities.assertHold(example.breakdown());
        assertThat(example.breakdown().fees().stream().map(Fee::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(example.feeTotal());
    }

    // USDC has enough decimals for every number of the examples.
    private static Example example(JsonNode json) {
        Money sell =
                Money.exactly(Asset.USDC, new BigDecimal(json.get("sell_amount").asText()));
        Money buy =
                Money.exactly(Asset.USDT, new BigDecimal(json.get("buy_amount").asText()));
        String currency = json.get("fee_asset").asText().equals("sell") ? "USDC" : "USDT";
        List<Fee> fees = new ArrayList<>();
        json.get("fee_details").forEach(amount -> fees.add(fee(amount.asText(), currency)));
        BigDecimal total = new BigDecimal(json.get("fee_total").asText());
        return new Example(
                json.get("id").asText(),
                new Breakdown(sell, buy, fees.isEmpty() ? List.of(fee(total.toPlainString(), currency)) : fees),
                new BigDecimal(json.get("total_price").asText()),
                new BigDecimal(json.get("price").asText()),
                total);
    }

    private static Fee fee(String amount, String currency) {
        return new Fee(
                Fee.Type.PROVIDER_FEE, new BigDecimal(amount).setScale(6), currency, Fee.Basis.DERIVED_FROM_PAIR_FEE);
    }
}
