package io.pasarela.sandbox.killb.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.wire.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where money goes: a bank account, an alias or a wallet. Without a user it belongs to the customer. */
public final class Account {
    private final String id;
    private final @Nullable String userId;
    private final String type;
    private final @Nullable String externalId;
    private final ObjectNode data;
    private final Instant createdAt;
    private Instant updatedAt;
    private String status = "ACTIVE";

    Account(
            String id,
            @Nullable String userId,
            String type,
            @Nullable String externalId,
            ObjectNode data,
            Instant now) {
        this.id = id;
        this.userId = userId;
        this.type = type;
        this.externalId = externalId;
        this.data = data;
        this.createdAt = now;
        this.updatedAt = now;
    }

    public String id() {
        return id;
    }

    String type() {
        return type;
    }

    @Nullable
    String userId() {
        return userId;
    }

    @Nullable
    String externalId() {
        return externalId;
    }

    ObjectNode data() {
        return data;
    }

    void status(String newStatus) {
        status = newStatus;
    }

    void changed(Instant now) {
        updatedAt = now;
    }

    /** Whether a ramp of this user may pay out here by this method in this currency. */
    public boolean canReceive(String forUserId, String method, String currency) {
        boolean ofUser = userId == null || userId.equals(forUserId);
        boolean suits = type.equals("WALLET")
                ? data.path("network").asText().equals(method)
                        && data.path("currency").asText().equals(currency)
                : type.equals(method);
        return ofUser && suits && status.equals("ACTIVE");
    }

    ObjectNode toJson() {
        ObjectNode json = listed();
        json.put("complianceUrl", "https://kyc.killb.example/accounts/" + id);
        if (externalId != null) {
            json.put("externalId", externalId);
        }
        return json;
    }

    /** List items have no externalId and no complianceUrl. */
    ObjectNode listed() {
        ObjectNode json = Json.object().put("id", id);
        if (userId != null) {
            json.put("userId", userId);
        }
        json.put("type", type).put("status", status);
        json.set("data", data);
        return json.put("createdAt", Json.time(createdAt)).put("updatedAt", Json.time(updatedAt));
    }
}
