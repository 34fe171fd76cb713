package io.pasarela.contracts.events;

import io.pasarela.contracts.money.Asset;

/** Which way the money goes. */
public enum RampDirection {
    /** Bank money in, crypto out. */
    ON_RAMP,
    /** Crypto in, bank money out. */
    OFF_RAMP;

    /** An off-ramp pays out bank money; all else ends in crypto. */
    public static RampDirection of(Asset to) {
        return to.isCrypto() ? ON_RAMP : OFF_RAMP;
    }
}
