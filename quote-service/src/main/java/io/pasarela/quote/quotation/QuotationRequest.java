package io.pasarela.quote.quotation;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What is to be priced. Everything is text until {@link QuotationRules} has looked at it; amounts and seconds may be JSON numbers too.
 *
 * @param amount what is fixed, in major units, positive, without exponent, with at most the decimals of its currency
 * @param amountIsToCurrency {@code true} when {@code amount} is what the receiver must get; {@code false}, the default, when it is
 *     what the payer sends
 * @param minValiditySeconds refuse unless the quotation lasts at least this long from the answer on, 1 to 86400
 * @param userId whose limits are to be kept: our id of the user, a UUID; an end user's token needs it for a binding quotation
 */
@Schema(description = "What is to be priced.")
public record QuotationRequest(
        @Schema(
                description = "What is paid: an upper-case code of GET /api/v2/pairs.",
                examples = "MXN",
                required = true)
        @Nullable
        String fromCurrency,

        @Schema(
                description = "What is received: an upper-case code of GET /api/v2/pairs.",
                examples = "USDC",
                required = true)
        @Nullable
        String toCurrency,

        @Schema(
                description =
                        "A positive decimal in major units, without exponent, with at most the decimals of its currency.",
                pattern = "^[0-9]{1,15}(\\.[0-9]{1,14})?$",
                examples = "1500.00",
                required = true)
        @JsonDeserialize(using = AmountText.class)
        @Nullable
        String amount,

        @Schema(
                description = "true: amount is what the receiver must get. false: amount is what the payer sends.",
                defaultValue = "false")
        @Nullable
        Boolean amountIsToCurrency,

        @Schema(
                description = "How it is paid, as GET /api/v2/pairs has it for the pair.",
                examples = "SPEI",
                required = true)
        @Nullable
        String cashInMethod,

        @Schema(description = "How it is received, likewise.", examples = "POLYGON", required = true) @Nullable
        String cashOutMethod,

        @Schema(
                description = "Refuse unless the quotation lasts this long from the answer on, 1 to 86400.",
                examples = "20")
        @Nullable
        String minValiditySeconds,

        @Schema(description = "Whose limits are to be kept: the id of the user, a UUID.") @Nullable
        String userId) {}
