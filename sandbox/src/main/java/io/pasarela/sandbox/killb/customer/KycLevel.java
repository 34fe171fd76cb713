package io.pasarela.sandbox.killb.customer;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user may move, in dollars (KillB's KYC levels page; L4 is agreed per customer, here without limit). */
public enum KycLevel {
    L0(500, 1_000),
    L1(2_500, 10_000),
    L2(10_000, 50_000),
    L3(50_000, 250_000),
    L4(0, 0);

    /** For a message to whoever sets a level. */
    public static final List<String> NAMES =
            Arrays.stream(values()).map(KycLevel::name).toList();

    private final int daily;
    private final int monthly;

    KycLevel(int daily, int monthly) {
        this.daily = daily;
        this.monthly = monthly;
    }

    /** Null without limit. */
    public @Nullable BigDecimal daily() {
        return this == L4 ? null : new BigDecimal(daily);
    }

    /** Null without limit. */
    public @Nullable BigDecimal monthly() {
        return this == L4 ? null : new BigDecimal(monthly);
    }
}
