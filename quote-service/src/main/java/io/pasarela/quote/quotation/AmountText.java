package io.pasarela.quote.quotation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * An amount as text. A JSON number is its value, however it was written and whether it was read from bytes or from a tree: {@code 0.0000001}
 * has seven decimals in both.
 */
class AmountText extends StringDeserializer {

    /** Far beyond any amount, far below what is long to write out. */
    private static final int EXPONENT_MAX = 30;

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
            return super.deserialize(parser, context);
        }
        BigDecimal value = parser.getDecimalValue();
        return Math.abs((long) value.scale()) <= EXPONENT_MAX ? value.toPlainString() : parser.getText();
    }
}
