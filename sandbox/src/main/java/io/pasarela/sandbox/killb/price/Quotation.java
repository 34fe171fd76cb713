package io.pasarela.sandbox.killb.price;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.run.Behaviour;
import io.pasarela.sandbox.killb.run.ExpiresAtUnit;
import io.pasarela.sandbox.killb.run.RateDirection;
import io.pasarela.sandbox.killb.wire.Json;
import java.math.BigDecimal;
import java.time.Instant;

/** A locked price for one exchange. Single use is not documented and chosen here. */
public final class Quotation {
    private final String id;
    private final Price price;
    private final boolean fastPay;
    private final Instant expiresAt;
    private BigDecimal fromAmount;
    private BigDecimal toAmount;
    private boolean used;

    Quotation(String id, Price price, BigDecimal from, BigDecimal to, boolean fastPay, Instant expiresAt) {
        this.id = id;
        this.price = price;
        this.fromAmount = from;
        this.toAmount = to;
        this.fastPay = fastPay;
        this.expiresAt = expiresAt;
    }

    public String id() {
        return id;
    }

    public Pair pair() {
        return price.pair();
    }

    public BigDecimal fromAmount() {
        return fromAmount;
    }

    public BigDecimal toAmount() {
        return toAmount;
    }

    public boolean isFastPay() {
        return fastPay;
    }

    public boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    public boolean used() {
        return used;
    }

    public void use() {
        used = true;
    }

    Price price() {
        return price;
    }

    void change(BigDecimal from, BigDecimal to) {
        fromAmount = from;
        toAmount = to;
    }

    ObjectNode toJson(Behaviour behaviour) {
        ObjectNode json = Json.object().put("id", id).setAll(simulated(behaviour));
        json.set("spotPrice", DecimalNode.valueOf(price.spot(behaviour.rateDirection())));
        boolean seconds = behaviour.expiresAtUnit() == ExpiresAtUnit.SECONDS;
        return json.put("expiresAt", seconds ? expiresAt.getEpochSecond() : expiresAt.toEpochMilli())
                .put("isFastPay", fastPay)
                .put("fastPayBps", 0);
    }

    /** What a simulation tells: no id, no expiry. */
    ObjectNode simulated(Behaviour behaviour) {
        RateDirection direction = behaviour.rateDirection();
        ObjectNode json = Json.object()
                .put("fromCurrency", pair().from().name())
                .put("toCurrency", pair().to().name());
        json.set("fromAmount", Json.number(fromAmount));
        json.set("toAmount", Json.number(toAmount));
        json.set("rate", Json.number(Price.rate(direction, fromAmount, toAmount)));
        return json.put("cashInMethod", pair().cashIn()).put("cashOutMethod", pair().cashOut());
    }
}
