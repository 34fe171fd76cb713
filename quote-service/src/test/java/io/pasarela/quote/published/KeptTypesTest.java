package io.pasarela.quote.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.money.Asset;
import io.pasarela.providers.BalanceProvider.Balance;
import io.pasarela.providers.BankProvider.Bank;
import io.pasarela.providers.PairProvider.Pair;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept as JSON comes back as it was: a value that does not is read at the provider every time. */
class KeptTypesTest {

    private static final ObjectMapper JSON = Wire.mapper();

    @Test
    void pairsComeBack() throws JsonProcessingException {
        List<Pair> pairs = List.of(
                new Pair(
                        Asset.MXN,
                        Asset.USDC,
                        "SPEI",
                        "POLYGON",
                        new BigDecimal("10.00"),
                        new BigDecimal("1000"),
                        new BigDecimal("0.5"),
                        Duration.ofSeconds(30)),
                new Pair(Asset.COP, Asset.USDT, "PSE", "TRON", null, null, null, null));

        assertThat(JSON.readValue(JSON.writeValueAsString(pairs), new TypeReference<List<Pair>>() {}))
                .isEqualTo(pairs);
    }

    @Test
    void banksComeBack() throws JsonProcessingException {
        List<Bank> banks = List.of(new Bank("002", "BANAMEX", "MX", List.of("savings")));

        assertThat(JSON.readValue(JSON.writeValueAsString(banks), new TypeReference<List<Bank>>() {}))
                .isEqualTo(banks);
    }

    @Test
    void balancesComeBack() throws JsonProcessingException {
        List<Balance> balances = List.of(
                new Balance("USDC", new BigDecimal("100.10"), "POLYGON"), new Balance("USD", BigDecimal.ONE, null));

        assertThat(JSON.readValue(JSON.writeValueAsString(balances), new TypeReference<List<Balance>>() {}))
                .isEqualTo(balances);
    }
}
