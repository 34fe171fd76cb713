package io.pasarela.sandbox.killb.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.wire.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person or company that money moves for. */
public final class User {
    private final String id;
    private final String customerId;
    private final String type;
    private final @Nullable String externalId;
    private final ObjectNode data;
    private final Instant createdAt;
    private Instant updatedAt;
    private String status = "ACTIVE";
    private KycLevel level = KycLevel.L1;

    User(String id, String customerId, String type, @Nullable String externalId, ObjectNode data, Instant now) {
        this.id = id;
        this.customerId = customerId;
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
    String externalId() {
        return externalId;
    }

    ObjectNode data() {
        return data;
    }

    public boolean isActive() {
        return status.equals("ACTIVE");
    }

    public KycLevel level() {
        return level;
    }

    void standing(String newStatus, KycLevel newLevel) {
        status = newStatus;
        level = newLevel;
    }

    String status() {
        return status;
    }

    void changed(Instant now) {
        updatedAt = now;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("customerId", customerId)
                .put("type", type)
                .put("status", status)
                .put("accessLevel", level.name());
        if (externalId != null) {
            json.put("externalId", externalId);
        }
        json.set("data", data);
        return json.put("complianceUrl", "https://kyc.killb.example/users/" + id)
                .put("note", "")
                .put("active", true)
                .put("createdAt", Json.time(createdAt))
                .put("updatedAt", Json.time(updatedAt));
    }
}
