package io.pasarela.sandbox.killb.price;

import static io.pasarela.sandbox.killb.price.Currency.COP;
import static io.pasarela.sandbox.killb.price.Currency.MXN;
import static io.pasarela.sandbox.killb.price.Currency.USDC;
import static io.pasarela.sandbox.killb.price.Currency.USDT;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.run.Run;
import io.pasarela.sandbox.killb.wire.Api;
import io.pasarela.sandbox.killb.wire.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Every pair on offer. USDC is not on TRON, and ERC20 takes deposits only, because KillB's wallets have no such network. Fees and
 * limits are invented.
 */
public final class Pairs {
    private static final Map<Currency, List<String>> NETWORKS =
            Map.of(USDC, List.of("POLYGON", "SOLANA", "BSC"), USDT, List.of("POLYGON", "SOLANA", "BSC", "TRON"));

    private final Run run;
    private final List<Pair> all = new ArrayList<>();

    public Pairs(Run run) {
        this.run = run;
        for (Currency crypto : List.of(USDC, USDT)) {
            addOn(MXN, crypto, "SPEI", "0.8", "50", "2000000");
            addOn(COP, crypto, "PSE", "1.2", "10000", "400000000");
            addOn(COP, crypto, "TRANSFIYA", "1.5", "10000", "20000000");
            addOff(crypto, MXN, "SPEI", "0.7");
            addOff(crypto, COP, "PSE", "1");
            addOff(crypto, COP, "BREB", "0.9");
        }
    }

    private void addOn(Currency fiat, Currency crypto, String cashIn, String fee, String minimum, String maximum) {
        for (String network : NETWORKS.getOrDefault(crypto, List.of())) {
            add(fiat, crypto, cashIn, network, fee, minimum, maximum);
        }
    }

    private void addOff(Currency crypto, Currency fiat, String cashOut, String fee) {
        for (String network : NETWORKS.getOrDefault(crypto, List.of())) {
            add(crypto, fiat, network, cashOut, fee, "2", "100000");
        }
        add(crypto, fiat, "ERC20", cashOut, fee, "20", "100000");
        add(crypto, fiat, "PRE_FUND_POLYGON", cashOut, "0.5", "2", "100000");
    }

    private void add(Currency from, Currency to, String in, String out, String fee, String minimum, String maximum) {
        all.add(new Pair(from, to, in, out, new BigDecimal(fee), new BigDecimal(minimum), new BigDecimal(maximum)));
    }

    Optional<Pair> find(String from, String to, String cashIn, String cashOut) {
        return all.stream()
                .filter(pair -> pair.from().name().equals(from)
                        && pair.to().name().equals(to)
                        && pair.cashIn().equals(cashIn)
                        && pair.cashOut().equals(cashOut))
                .findFirst();
    }

    public void routes(Api api) {
        api.on("GET /customers/pairs", 200, _ -> toJson());
    }

    private ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.putArray("availableProducts").add("RAMP");
        new TreeSet<>(all.stream().map(pair -> pair.from() + "_" + pair.to()).toList())
                .forEach(json.putArray("pairs")::add);
        ObjectNode options = json.putObject("options");
        for (Currency currency : Currency.values()) {
            ObjectNode methods = options.putObject(currency.name());
            cashInMethods(currency, false).forEach(methods.putArray("regular")::add);
            cashInMethods(currency, true).forEach(methods.putArray("preFund")::add);
        }
        json.set(
                "strategies",
                Json.array(all.stream()
                        .map(pair -> pair.toJson(run.behaviour().quotationLifetime()))
                        .toList()));
        return json;
    }

    private List<String> cashInMethods(Currency currency, boolean preFunded) {
        return all.stream()
                .filter(pair -> pair.from() == currency && pair.isPreFunded() == preFunded)
                .map(Pair::cashIn)
                .distinct()
                .toList();
    }
}
