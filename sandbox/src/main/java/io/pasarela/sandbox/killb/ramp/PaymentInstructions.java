package io.pasarela.sandbox.killb.ramp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.price.Pair;
import io.pasarela.sandbox.killb.run.SeededIds;
import io.pasarela.sandbox.killb.wire.Json;
import java.util.List;
import java.util.Locale;

/**
 * What the payer is told, in KillB's spelling: {@code Bank}, {@code Beneficiary} and {@code CLABE} are capitalised. TRANSFIYA is not
 * documented and gets a link like PSE. A pre-funded ramp needs no instructions.
 */
final class PaymentInstructions {
    private PaymentInstructions() {}

    static ArrayNode of(Pair pair, String rampId, SeededIds ids, String baseUri) {
        if (pair.isPreFunded()) {
            return Json.array(List.of());
        }
        ObjectNode info =
                switch (pair.cashIn()) {
                    case "SPEI" ->
                        Json.object()
                                .put("network", "SPEI")
                                .put("Bank", "STP")
                                .put("Beneficiary", "KillB Sandbox SA de CV")
                                .put("CLABE", "646180546700000164")
                                .put("concepto", rampId.substring(0, 8).toUpperCase(Locale.ROOT));
                    case "PSE", "TRANSFIYA" -> Json.object().put("url", baseUri + "/_sim/pay/" + rampId);
                    default ->
                        Json.object()
                                .put("network", pair.cashIn())
                                .put("address", address(pair.cashIn(), ids.hex("deposit " + rampId)));
                };
        return Json.array(List.of(info));
    }

    /** A transaction hash for crypto, a link for a bank transfer. */
    static String proof(Pair pair, String rampId, SeededIds ids) {
        return pair.isOnRamp()
                ? "0x" + ids.hex("transfer " + rampId)
                : "https://receipts.killb.example/" + rampId + ".pdf";
    }

    /** Hex digits without 0 are also Base58 digits, so they can make up any kind of address. */
    private static String address(String network, String hex) {
        String digits = hex.replace('0', '1');
        return switch (network) {
            case "TRON" -> "T" + digits.substring(0, 33);
            case "SOLANA" -> digits.substring(0, 44);
            default -> "0x" + hex.substring(0, 40);
        };
    }
}
