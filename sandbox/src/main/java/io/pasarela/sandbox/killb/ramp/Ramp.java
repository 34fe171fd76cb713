package io.pasarela.sandbox.killb.ramp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.price.Pair;
import io.pasarela.sandbox.killb.price.Quotation;
import io.pasarela.sandbox.killb.wire.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One exchange for one user: what was agreed, where it stands, how it got there. */
final class Ramp {
    private static final Set<String> FINAL = Set.of("COMPLETED", "CANCELED", "FAILED", "REJECTED", "EXPIRED");

    private final String id;
    private final String userId;
    private final Quotation quotation;
    private final @Nullable String externalId;
    private final ArrayNode paymentInfo;
    private final Instant createdAt;
    private final List<StatusChange> history = new ArrayList<>();
    private final ArrayNode documents = Json.array(List.of());
    private List<Share> shares;
    private String status = "CREATED";
    private Instant updatedAt;
    private @Nullable String details;
    private @Nullable String transferProof;

    /** A part of the payout that one account receives, in the currency received. */
    record Share(String accountId, BigDecimal amount) {}

    private record StatusChange(String status, Instant at) {}

    Ramp(
            String id,
            String userId,
            Quotation quotation,
            List<Share> shares,
            @Nullable String externalId,
            ArrayNode paymentInfo,
            Instant now) {
        this.id = id;
        this.userId = userId;
        this.quotation = quotation;
        this.shares = shares;
        this.externalId = externalId;
        this.paymentInfo = paymentInfo;
        this.createdAt = now;
        this.updatedAt = now;
        history.add(new StatusChange(status, now));
    }

    String id() {
        return id;
    }

    String userId() {
        return userId;
    }

    @Nullable
    String externalId() {
        return externalId;
    }

    Pair pair() {
        return quotation.pair();
    }

    Quotation quotation() {
        return quotation;
    }

    String status() {
        return status;
    }

    boolean isFinal() {
        return FINAL.contains(status);
    }

    void move(String newStatus, Instant now) {
        status = newStatus;
        updatedAt = now;
        history.add(new StatusChange(newStatus, now));
    }

    void details(String text) {
        details = text;
    }

    void transferProof(String proof) {
        transferProof = proof;
    }

    void split(List<Share> newShares, Instant now) {
        shares = newShares;
        updatedAt = now;
    }

    ObjectNode addDocument(String type, Instant now) {
        return documents
                .addObject()
                .put("documentType", type)
                .put("filePath", "ramps/" + id + "/" + type + ".pdf")
                .put("uploadedAt", Json.time(now));
    }

    ObjectNode toJson() {
        ObjectNode json = event();
        json.put("isFastPay", quotation.isFastPay());
        if (!paymentInfo.isEmpty()) {
            json.set("paymentInfo", paymentInfo);
        }
        if (details != null) {
            json.put("details", details);
        }
        if (externalId != null) {
            json.put("externalId", externalId);
        }
        if (!documents.isEmpty()) {
            json.set("documents", documents);
        }
        return json;
    }

    /** The fields that KillB shows in a RAMP event: no paymentInfo, externalId or details among them. */
    ObjectNode event() {
        Pair pair = pair();
        ObjectNode json = Json.object()
                .put("id", id)
                .put("active", true)
                .put("type", pair.isOnRamp() ? "ON" : "OFF")
                .put("status", status)
                .put("quotationId", quotation.id())
                .put("userId", userId)
                .put("accountId", shares.getFirst().accountId())
                .put("fromCurrency", pair.from().name())
                .put("toCurrency", pair.to().name());
        json.set("fromAmount", Json.number(quotation.fromAmount()));
        json.set("toAmount", Json.number(quotation.toAmount()));
        json.put("cashInMethod", pair.cashIn())
                .put("cashOutMethod", pair.cashOut())
                .put("isPreFunded", pair.isPreFunded());
        if (shares.size() > 1) {
            ArrayNode list = json.putArray("accounts");
            shares.forEach(
                    share -> list.addObject().put("id", share.accountId()).set("amount", Json.number(share.amount())));
        }
        if (transferProof != null) {
            json.put("transferProof", transferProof);
        }
        return json.put("createdAt", Json.time(createdAt)).put("updatedAt", Json.time(updatedAt));
    }

    /** Oldest first. */
    ArrayNode history() {
        return Json.array(history.stream()
                .map(it -> Json.object().put("status", it.status()).put("timestamp", Json.time(it.at())))
                .toList());
    }
}
