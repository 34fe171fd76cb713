package io.pasarela.ramp.rules;

import io.pasarela.gateway.Faults;
import io.pasarela.ramp.formats.WalletAddresses;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What must be stated of where a deposit goes back to. A fault names the field and never repeats its value. */
public final class RefundRules {

    private static final String PREFIX = "refundInstructions";

    private RefundRules() {}

    /**
     * How a deposit comes, and so goes back.
     *
     * @param fields what the provider needs to know to send it back; none when it takes no such word
     * @param clabeBanks bank codes in a CLABE beyond those that are known
     */
    public record Deposit(String method, Set<String> fields, Set<String> clabeBanks) {}

    /** Notes everything that is wrong with what was stated. */
    public static void check(Faults faults, Map<String, String> stated, Deposit deposit) {
        if (deposit.fields().isEmpty()) {
            faults.add(PREFIX, "NOT_OF_METHOD", "There are no refund instructions for " + deposit.method() + ".");
            return;
        }
        for (String field : new TreeSet<>(stated.keySet())) {
            if (!deposit.fields().contains(field)) {
                faults.add(
                        PREFIX + "." + field,
                        "NOT_OF_METHOD",
                        "Refunds of %s are told by %s.".formatted(deposit.method(), new TreeSet<>(deposit.fields())));
            }
        }
        for (String field : new TreeSet<>(deposit.fields())) {
            faults.text(PREFIX + "." + field, stated.get(field))
                    .ifPresent(value -> checkForm(faults, field, value, deposit));
        }
    }

    private static void checkForm(Faults faults, String field, String value, Deposit deposit) {
        String name = PREFIX + "." + field;
        switch (field) {
            case "clabe" -> AccountRules.checkClabe(faults, name, value, deposit.clabeBanks());
            case "address" -> {
                if (!WalletAddresses.isAddress(deposit.method(), value)) {
                    faults.add(
                            name,
                            "NOT_AN_ADDRESS",
                            "It is no address of a wallet on " + deposit.method()
                                    + ", with its checksum where it has one.");
                }
            }
            default -> {
                // A name looks like any text.
            }
        }
    }
}
