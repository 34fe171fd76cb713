package io.pasarela.sandbox.killb;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatabilityTest {
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    /** What one simulator says to the same questions over half an hour. */
    private static List<String> story(long seed) throws Exception {
        List<String> story = new ArrayList<>();
        try (Bench bench = Bench.start(Bench.HURRIED.with("seed", seed).with("automaticPayment", false), () -> NOON)) {
            Trade trade = Trade.prepare(bench);
            for (int i = 0; i < 5; i++) {
                String quotation = trade.quoteOn("400000");
                story.add(bench.get("/quotations/" + quotation).text());
                story.add(bench.post("/ramps", trade.order(quotation, trade.walletId(), "order-" + i))
                        .text()
                        .replaceAll(":\\d+/_sim", ""));
                bench.sim("POST", "/clock", "{\"advanceMs\":360000}");
            }
        }
        return story;
    }

    @Test
    void theSameSeedTellsTheSameStory() throws Exception {
        assertThat(story(7)).isEqualTo(story(7)).doesNotHaveDuplicates();
    }

    @Test
    void anotherSeedTellsAnotherStory() throws Exception {
        assertThat(story(7)).doesNotContainAnyElementsOf(story(8));
    }

    @Test
    void pricesMoveAndStayRealistic() throws Exception {
        List<BigDecimal> prices = new ArrayList<>();
        try (Bench bench = Bench.start(Bench.HURRIED.with("rateDirection", "FROM_PER_TO"), () -> NOON)) {
            for (int i = 0; i < 20; i++) {
                prices.add(bench.post("/quotations", Trade.quotation("MXN", "USDC", "500", false, "SPEI", "POLYGON"))
                        .json()
                        .path("spotPrice")
                        .decimalValue());
                bench.sim("POST", "/clock", "{\"advanceMs\":60000}");
            }
        }

        assertThat(prices.stream().distinct().count()).isGreaterThan(15);
        assertThat(prices).allMatch(price -> price.doubleValue() > 18 && price.doubleValue() < 19);
    }
}
