package io.pasarela.sandbox.killb.price;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.wire.Json;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * A way to exchange: KillB's "strategy".
 *
 * @param fee in percent, taken inside the rate
 * @param minimum smallest amount, in the currency that is sent
 * @param maximum largest amount, in the currency that is sent
 */
public record Pair(
        Currency from,
        Currency to,
        String cashIn,
        String cashOut,
        BigDecimal fee,
        BigDecimal minimum,
        BigDecimal maximum) {

    /** Into crypto (KillB's type ON) or out of it (OFF). */
    public boolean isOnRamp() {
        return to.crypto();
    }

    public boolean isPreFunded() {
        return cashIn.startsWith("PRE_FUND");
    }

    Currency fiat() {
        return isOnRamp() ? from : to;
    }

    ObjectNode toJson(Duration lifetime) {
        ObjectNode json = Json.object()
                .put("fromCurrency", from.name())
                .put("toCurrency", to.name())
                .put("cashInMethod", cashIn)
                .put("cashOutMethod", cashOut)
                .put("expirationTimeInMs", lifetime.toMillis())
                .put("minimumQuote", minimum.toPlainString())
                .put("MaximumQuote", maximum.toPlainString());
        json.set("fee", Json.number(fee));
        return json;
    }
}
