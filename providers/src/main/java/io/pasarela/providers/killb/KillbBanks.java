package io.pasarela.providers.killb;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.providers.BalanceProvider;
import io.pasarela.providers.BankProvider;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Banks by {@code GET /banks}, balances by {@code GET /customers/balances}. */
@ApplicationScoped
class KillbBanks implements BankProvider, BalanceProvider {

    private final KillbApi api;

    KillbBanks(KillbApi api) {
        this.api = api;
    }

    @Override
    public String name() {
        return Killb.NAME;
    }

    @Override
    public Uni<List<Bank>> banks(String countryCode) {
        return api.get(
                        KillbOperation.BANKS,
                        "/banks?countryCode=" + URLEncoder.encode(countryCode, StandardCharsets.UTF_8))
                .map(json -> {
                    KillbReading.required(json.isArray() || json.hasNonNull("code"), "the list of banks");
                    List<Bank> banks = new ArrayList<>();
                    // Documented as one object, an array in practice.
                    if (json.isObject()) {
                        banks.add(bank(json));
                    } else {
                        json.forEach(item -> banks.add(bank(item)));
                    }
                    return banks;
                });
    }

    @Override
    public Uni<List<Balance>> balances() {
        return api.get(KillbOperation.BALANCES, "/customers/balances").map(json -> {
            KillbReading.required(json.isArray(), "the list of balances");
            List<Balance> balances = new ArrayList<>();
            for (JsonNode item : json) {
                BigDecimal amount = KillbReading.decimal(item, "amount");
                if (amount != null) {
                    balances.add(
                            new Balance(item.path("currency").asText(), amount, KillbReading.text(item, "network")));
                }
            }
            return balances;
        });
    }

    private static Bank bank(JsonNode json) {
        List<String> accountTypes = new ArrayList<>();
        json.path("accountTypes").forEach(type -> accountTypes.add(type.asText()));
        String tradeName = KillbReading.text(json, "tradeName");
        return new Bank(
                json.path("code").asText(),
                tradeName == null ? json.path("companyName").asText() : tradeName,
                json.path("countryCode").asText(),
                accountTypes);
    }
}
