package io.pasarela.providers;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.pasarela.contracts.money.Asset;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells which conversions are on offer, and within which limits. */
public interface PairProvider extends Provider {

    /** Every conversion on offer. Fails with {@link ProviderFailure}. */
    Uni<List<Pair>> pairs();

    /**
     * One conversion over one pair of methods.
     *
     * @param minimum least amount of {@code from}, inclusive; absent when not stated
     * @param maximum most of {@code from}, inclusive; absent when not stated
     * @param feePercent the provider's published fee, inside its rate; absent when not stated
     * @param validity how long a quotation lasts; absent when not stated
     */
    record Pair(
            @JsonProperty("fromCurrency") Asset from,
            @JsonProperty("toCurrency") Asset to,
            String cashInMethod,
            String cashOutMethod,
            @Nullable BigDecimal minimum,
            @Nullable BigDecimal maximum,
            @Nullable BigDecimal feePercent,
            @Nullable Duration validity) {

        /** How many decimals an amount that is paid has at most. */
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        public int fromDecimals() {
            return from.scale();
        }

        /** How many decimals an amount that is received has at most. */
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        public int toDecimals() {
            return to.scale();
        }
    }
}
