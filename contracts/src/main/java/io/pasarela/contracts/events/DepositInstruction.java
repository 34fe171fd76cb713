package io.pasarela.contracts.events;

import io.pasarela.contracts.money.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How the customer hands in the money. Which fields are there depends on the method: SPEI has {@code clabe} and
 * {@code reference}, PSE a {@code redirectUrl}, a chain {@code network} and {@code address}.
 *
 * @param method the cash-in method, e.g. {@code SPEI}
 * @param amount exactly what is to be paid, in {@code currency}
 * @param reference text that the payer must state so that the deposit is recognised
 */
public record DepositInstruction(
        String method,
        BigDecimal amount,
        String currency,
        @Nullable String clabe,
        @Nullable String bank,
        @Nullable String beneficiary,
        @Nullable String reference,
        @Nullable String redirectUrl,
        @Nullable String network,
        @Nullable String address) {

    public static DepositInstruction bankTransfer(
            String method,
            Money pay,
            @Nullable String clabe,
            @Nullable String bank,
            @Nullable String beneficiary,
            @Nullable String reference) {
        return new DepositInstruction(
                method, pay.amount(), pay.asset().name(), clabe, bank, beneficiary, reference, null, null, null);
    }

    public static DepositInstruction redirect(String method, Money pay, String url) {
        return new DepositInstruction(
                method, pay.amount(), pay.asset().name(), null, null, null, null, url, null, null);
    }

    public static DepositInstruction onChain(String method, Money pay, @Nullable String network, String address) {
        return new DepositInstruction(
                method, pay.amount(), pay.asset().name(), null, null, null, null, null, network, address);
    }
}
