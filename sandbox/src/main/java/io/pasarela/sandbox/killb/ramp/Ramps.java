package io.pasarela.sandbox.killb.ramp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.customer.User;
import io.pasarela.sandbox.killb.price.Pair;
import io.pasarela.sandbox.killb.price.Quotation;
import io.pasarela.sandbox.killb.price.Quotations;
import io.pasarela.sandbox.killb.run.Run;
import io.pasarela.sandbox.killb.wire.ErrorCode;
import io.pasarela.sandbox.killb.wire.Fields;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** All ramps, and the one place where one comes into being. */
final class Ramps {
    private final Run run;
    private final Parties parties;
    private final Quotations quotations;
    private final Supplier<String> baseUri;
    private final Usage usage = new Usage();
    private final Map<String, Ramp> ramps = new LinkedHashMap<>();
    private final Map<String, Ramp> byExternalId = new LinkedHashMap<>();

    Ramps(Run run, Parties parties, Quotations quotations, Supplier<String> baseUri) {
        this.run = run;
        this.parties = parties;
        this.quotations = quotations;
        this.baseUri = baseUri;
    }

    /** The first ramp with this externalId; there is never a second one. */
    Optional<Ramp> withExternalId(String externalId) {
        return Optional.ofNullable(byExternalId.get(externalId));
    }

    Ramp existing(String id) {
        Ramp ramp = ramps.get(id);
        if (ramp == null) {
            throw ErrorCode.RAMP_NOT_FOUND.with("rampId", id);
        }
        return ramp;
    }

    List<Ramp> all() {
        return List.copyOf(ramps.values());
    }

    /** Everything is checked before anything is taken: the quotation, the limit, the balance. */
    Ramp create(ObjectNode body, RampOrder order) {
        User user = parties.users().existing(order.userId());
        Quotation quotation = quotations.existing(order.quotationId());
        Fields fields = Fields.of(body);
        order.checkRefund(fields, quotation.pair());
        RampOrder.checkSum(fields, order.sharesOf(quotation), quotation);
        fields.check();
        checkAccounts(order.sharesOf(quotation), order.userId(), quotation.pair());
        if (!user.isActive()) {
            throw ErrorCode.USER_NOT_ACTIVE.with("userId", user.id());
        }
        checkQuotation(quotation);
        take(user, quotation);

        String id = run.newId("ramp");
        Ramp ramp = new Ramp(
                id,
                user.id(),
                quotation,
                order.sharesOf(quotation),
                order.externalId(),
                PaymentInstructions.of(quotation.pair(), id, run.ids(), baseUri.get()),
                run.now());
        ramps.put(id, ramp);
        if (order.externalId() != null) {
            byExternalId.put(order.externalId(), ramp);
        }
        return ramp;
    }

    void checkAccounts(List<Ramp.Share> shares, String userId, Pair pair) {
        for (Ramp.Share share : shares) {
            boolean suits = parties.accounts()
                    .existing(share.accountId())
                    .canReceive(userId, pair.cashOut(), pair.to().name());
            if (!suits) {
                throw ErrorCode.ACCOUNT_INVALID.with("accountId", share.accountId());
            }
        }
    }

    private void checkQuotation(Quotation quotation) {
        if (quotation.used()) {
            throw ErrorCode.QUOTATION_USED.with("quotationId", quotation.id());
        }
        if (quotation.expired(run.now())) {
            throw ErrorCode.QUOTATION_EXPIRED.with("quotationId", quotation.id());
        }
    }

    private void take(User user, Quotation quotation) {
        Pair pair = quotation.pair();
        usage.check(user, dollars(quotation), run.now());
        if (pair.isPreFunded()) {
            parties.customer().debit(pair.from().name(), quotation.fromAmount());
        }
        usage.add(user, dollars(quotation), run.now());
        quotation.use();
    }

    private static BigDecimal dollars(Quotation quotation) {
        return quotation.pair().isOnRamp() ? quotation.toAmount() : quotation.fromAmount();
    }
}
