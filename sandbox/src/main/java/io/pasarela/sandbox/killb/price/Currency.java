package io.pasarela.sandbox.killb.price;

import java.util.Arrays;
import java.util.List;

/** What this simulator trades, with the decimals that amounts have. KillB does not document decimals. */
public enum Currency {
    MXN(2, false),
    COP(2, false),
    USDC(6, true),
    USDT(6, true);

    static final List<String> NAMES =
            Arrays.stream(values()).map(Currency::name).toList();

    private final int decimals;
    private final boolean crypto;

    Currency(int decimals, boolean crypto) {
        this.decimals = decimals;
        this.crypto = crypto;
    }

    public int decimals() {
        return decimals;
    }

    public boolean crypto() {
        return crypto;
    }
}
