package io.pasarela.contracts.money;

import java.util.Arrays;
import java.util.Optional;

/**
 * A currency or token that Pasarela can count, with the number of decimals of its smallest unit. The enum's name is its code on
 * the wire: upper case, ISO 4217 for money, the ticker for tokens. A token's network is not part of it; the payment method is.
 */
public enum Asset {
    ARS(2),
    BOB(2),
    BRL(2),
    BTC(8),
    CLP(0),
    COP(2),
    CRC(2),
    DOP(2),
    EUR(2),
    GTQ(2),
    GYD(2),
    HKD(2),
    HNL(2),
    MXN(2),
    NIO(2),
    PAB(2),
    PEN(2),
    PYG(0),
    USD(2),
    USDC(6),
    USDT(6),
    UYU(2);

    private final int scale;

    Asset(int scale) {
        this.scale = scale;
    }

    /** Decimals of the smallest unit: 2 for MXN, 6 for USDC. */
    public int scale() {
        return scale;
    }

    /** Whether the asset is a token on a chain and not money in a bank. */
    public boolean isCrypto() {
        return this == BTC || this == USDC || this == USDT;
    }

    /** The asset with exactly this code; empty for an unknown one, lower case included. */
    public static Optional<Asset> find(String code) {
        return Arrays.stream(values()).filter(a -> a.name().equals(code)).findFirst();
    }
}
