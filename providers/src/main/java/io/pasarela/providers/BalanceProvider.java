package io.pasarela.providers;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what we keep with the provider. */
public interface BalanceProvider extends Provider {

    /** Every balance. Fails with {@link ProviderFailure}. */
    Uni<List<Balance>> balances();

    /** A balance. @param network the chain that a token lies on; absent for money */
    record Balance(
            String currency, BigDecimal amount, @Nullable String network) {}
}
