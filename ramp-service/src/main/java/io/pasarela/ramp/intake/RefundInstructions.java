package io.pasarela.ramp.intake;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a deposit goes back to that cannot be ramped. Which of the fields are needed follows from the method that the deposit comes by: a CLABE and
 * its holder for SPEI, an address on the same network for coins. Other methods have none.
 *
 * @param clabe 18 digits, the last of which checks the others
 * @param beneficiary whose CLABE it is, 1 to 128 characters
 * @param address of a wallet on the network that the coins come from
 */
public record RefundInstructions(
        @Nullable String clabe,
        @Nullable String beneficiary,
        @Nullable String address) {

    /** What is stated, by field. */
    Map<String, String> stated() {
        Map<String, String> stated = new LinkedHashMap<>();
        put(stated, "clabe", clabe);
        put(stated, "beneficiary", beneficiary);
        put(stated, "address", address);
        return stated;
    }

    private static void put(Map<String, String> stated, String field, @Nullable String value) {
        if (value != null) {
            stated.put(field, value);
        }
    }

    /** Nothing of it: it is personal data. */
    @Override
    public String toString() {
        return "RefundInstructions[***]";
    }
}
