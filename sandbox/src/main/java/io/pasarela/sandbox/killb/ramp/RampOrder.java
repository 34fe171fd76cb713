package io.pasarela.sandbox.killb.ramp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.price.Pair;
import io.pasarela.sandbox.killb.price.Quotation;
import io.pasarela.sandbox.killb.wire.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of POST /ramps (KillB's CreateRampInputDto).
 *
 * @param shares empty when a single {@code accountId} receives everything
 * @param refund empty object without refund instructions
 */
record RampOrder(
        String quotationId,
        String userId,
        String accountId,
        List<Ramp.Share> shares,
        @Nullable String externalId,
        ObjectNode refund) {

    private static final Pattern CLABE = Pattern.compile("\\d{18}");

    /** KillB's CreateRampInputDto: no other network has a shape for refunds. */
    private static final Set<String> REFUND_NETWORKS = Set.of("POLYGON", "SOLANA", "BSC", "TRON");

    /**
     * @throws io.pasarela.sandbox.killb.wire.ApiError INVALID.INPUT
     */
    static RampOrder of(ObjectNode body) {
        Fields fields = Fields.of(body);
        String quotationId = fields.text("quotationId");
        String userId = fields.text("userId");
        String externalId = fields.optionalText("externalId");
        List<Ramp.Share> shares = fields.has("accounts") ? shares(fields) : List.of();
        String accountId = shares.isEmpty() ? fields.text("accountId") : "";
        ObjectNode refund = body.get("refundInstructions") instanceof ObjectNode given ? given : body.objectNode();
        fields.check();
        return new RampOrder(quotationId, userId, accountId, shares, externalId, refund);
    }

    /** The {@code accounts} of a body: ids and amounts. */
    static List<Ramp.Share> shares(Fields fields) {
        List<Ramp.Share> shares = new ArrayList<>();
        for (JsonNode item : fields.list("accounts")) {
            JsonNode amount = item.path("amount");
            if (!item.path("id").isTextual()
                    || !amount.isNumber()
                    || amount.decimalValue().signum() <= 0) {
                fields.problem("accounts", "each value must have an id and a positive amount");
            } else {
                shares.add(new Ramp.Share(item.path("id").textValue(), amount.decimalValue()));
            }
        }
        return shares;
    }

    List<Ramp.Share> sharesOf(Quotation quotation) {
        return shares.isEmpty() ? List.of(new Ramp.Share(accountId, quotation.toAmount())) : shares;
    }

    /** Shares must add up to what is received, to the last decimal. */
    static void checkSum(Fields fields, List<Ramp.Share> shares, Quotation quotation) {
        BigDecimal sum = shares.stream().map(Ramp.Share::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (sum.compareTo(quotation.toAmount()) != 0) {
            fields.problem(
                    "accounts", "amounts must add up to " + quotation.toAmount().toPlainString());
        }
    }

    /** Refund instructions must be of the method that the deposit comes by; only SPEI and four networks have any. */
    void checkRefund(Fields fields, Pair pair) {
        if (refund.isEmpty()) {
            return;
        }
        Fields instructions = fields.in("refundInstructions");
        if (pair.cashIn().equals("SPEI")) {
            instructions.matching("clabe", CLABE, "must be 18 digits");
            instructions.text("beneficiary");
        } else if (REFUND_NETWORKS.contains(pair.cashIn())) {
            instructions.oneOf("network", List.of(pair.cashIn()));
            instructions.text("address");
            instructions.oneOf("asset", List.of(pair.from().name()));
        } else {
            fields.problem("refundInstructions", "do not exist for " + pair.cashIn());
        }
    }
}
