package io.pasarela.quote.quotation;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;

/** What the metrics tell of prices that were given. */
@ApplicationScoped
class QuotationCounts {

    /** Basis points. */
    private static final double[] COST_STEPS = {25, 50, 75, 100, 150, 200, 300, 500, 1000};

    private final MeterRegistry registry;

    QuotationCounts(MeterRegistry registry) {
        this.registry = registry;
    }

    /** One that is about to be told. */
    void given(Quotation quotation) {
        Tags pair = Tags.of(
                "provider", quotation.provider(), "from", quotation.fromCurrency(), "to", quotation.toCurrency());
        registry.counter("pasarela.quotations", pair.and("kind", quotation.id() == null ? "simulation" : "binding"))
                .increment();
        Long cost = quotation.allInCostBps();
        if (cost != null) {
            // A price better than the market's counts as one that costs nothing: a summary knows nothing below that.
            DistributionSummary.builder("pasarela.quotation.all.in.cost.bps")
                    .tags(pair)
                    .serviceLevelObjectives(COST_STEPS)
                    .register(registry)
                    .record(Math.max(0, cost));
        }
    }
}
