package io.pasarela.quote.several;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.quote.quotation.QuotationRequest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Several requests at once.
 *
 * @param simulation {@code true} for prices to look at; {@code false}, the default, for binding quotations
 * @param quotations 1 to 20, each as for a single one; read one by one, so that a bad one spoils no other
 */
public record BatchRequest(
        @Schema(description = "true: prices to look at. false: binding quotations.", defaultValue = "false") @Nullable
        Boolean simulation,

        @Schema(
                type = SchemaType.ARRAY,
                implementation = QuotationRequest.class,
                minItems = 1,
                maxItems = BatchRequest.SIZE_MAX,
                required = true)
        @Nullable
        List<@Nullable JsonNode> quotations) {

    static final int SIZE_MAX = 20;
}
