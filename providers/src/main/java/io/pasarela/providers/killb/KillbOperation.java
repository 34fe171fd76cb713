package io.pasarela.providers.killb;

import io.pasarela.providers.calls.Operation;

/** What KillB is asked. A quotation leaves nothing behind that binds anybody, so asking for one again is harmless. */
enum KillbOperation implements Operation {
    PAIRS("pairs", true),
    BANKS("banks", true),
    BALANCES("balances", true),
    QUOTE("quote", true),
    SIMULATE("simulate", true),
    FIND_RAMP("find-ramp", true),
    READ_RAMP("read-ramp", true),
    FIND_USER("find-user", true),
    READ_USER("read-user", true),
    FIND_ACCOUNT("find-account", true),
    CREATE_RAMP("create-ramp", false),
    CREATE_USER("create-user", false),
    CREATE_ACCOUNT("create-account", false);

    private final String label;
    private final boolean repeatable;

    KillbOperation(String label, boolean repeatable) {
        this.label = label;
        this.repeatable = repeatable;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public boolean repeatable() {
        return repeatable;
    }

    /** Whether it only looks: nobody's quotation or creation waits for it, so it leaves a part of the rate to them. */
    boolean onlyLooks() {
        return switch (this) {
            case BANKS, BALANCES, SIMULATE, READ_RAMP -> true;
            default -> false;
        };
    }

    /** What a lost answer leaves behind. */
    KillbErrors.Lost lost() {
        return repeatable ? KillbErrors.Lost.HARMLESS : KillbErrors.Lost.DOUBTFUL;
    }
}
