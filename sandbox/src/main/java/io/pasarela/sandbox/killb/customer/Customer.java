package io.pasarela.sandbox.killb.customer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.run.Run;
import io.pasarela.sandbox.killb.wire.Api;
import io.pasarela.sandbox.killb.wire.ErrorCode;
import io.pasarela.sandbox.killb.wire.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one customer: the company whose gateway uses this simulator. It keeps 100 000 of each dollar coin pre-funded on Polygon.
 */
public final class Customer {
    static final String NAME = "Pasarela Sandbox";
    private static final String NETWORK = "POLYGON";

    private final Run run;
    private final String id;
    private final String userId;
    private final String email;
    private final Instant createdAt;
    private final Map<String, BigDecimal> balances = new LinkedHashMap<>();
    private final Map<String, String> balanceIds = new LinkedHashMap<>();

    public Customer(Run run, String email) {
        this.run = run;
        this.id = run.newId("customer");
        this.userId = run.newId("customer");
        this.email = email;
        this.createdAt = run.now();
        for (String currency : new String[] {"USDC", "USDT"}) {
            balances.put(currency, new BigDecimal(100_000));
            balanceIds.put(currency, run.newId("balance"));
        }
    }

    public void routes(Api api) {
        api.on("GET /customers/profile", 200, _ -> profile());
        api.on("GET /customers/balances", 200, _ -> balances());
        // The vendor's SDK asks with POST.
        api.on("POST /customers/balances", 201, _ -> balances());
        api.on("GET /customers/liquidities", 200, _ -> liquidities());
    }

    public String id() {
        return id;
    }

    String userId() {
        return userId;
    }

    String email() {
        return email;
    }

    Instant createdAt() {
        return createdAt;
    }

    /**
     * Takes a pre-funded ramp's money.
     *
     * @throws io.pasarela.sandbox.killb.wire.ApiError RAMP.0002 when there is not enough
     */
    public void debit(String currency, BigDecimal amount) {
        BigDecimal left = balances.getOrDefault(currency, BigDecimal.ZERO).subtract(amount);
        if (left.signum() < 0) {
            throw ErrorCode.BALANCE_INSUFFICIENT.with("currency", currency);
        }
        balances.put(currency, left);
    }

    private ObjectNode profile() {
        return Json.object()
                .put("id", id)
                .put("active", true)
                .put("name", NAME)
                .put("status", "ACTIVE")
                .put("documentType", "NIT")
                .put("documentNumber", "9001234567")
                .put("createdAt", Json.time(createdAt))
                .put("updatedAt", Json.time(createdAt));
    }

    /** The fields of both published shapes; the amount is a string, as in the schema. */
    private ArrayNode balances() {
        return Json.array(balances.keySet().stream().map(this::balance).toList());
    }

    private ObjectNode balance(String currency) {
        return Json.object()
                .put("id", balanceIds.get(currency))
                .put("customerId", id)
                .put("accountId", balanceIds.get(currency))
                .put("currency", currency)
                .put("network", NETWORK)
                .put("address", "0x" + run.ids().hex("balance " + currency).substring(0, 40))
                .put("amount", balances.getOrDefault(currency, BigDecimal.ZERO).toPlainString())
                .put("active", true)
                .put("createdAt", Json.time(createdAt))
                .put("updatedAt", Json.time(run.now()));
    }

    private ArrayNode liquidities() {
        return Json.array(balances.entrySet().stream()
                .map(it -> Json.object()
                        .put("currency", it.getKey())
                        .<ObjectNode>set("amount", Json.number(it.getValue())))
                .toList());
    }
}
