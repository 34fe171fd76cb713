package io.pasarela.ramp.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a user is paid out, as it is stored: which account at the provider. Its number stays with the provider. */
@Entity
@Table(name = "accounts")
public class Account {

    @Id
    private UUID id;

    private String client;
    private UUID userId;
    private String externalId;
    private String fingerprint;
    private String type;
    private String method;
    private String provider;
    private @Nullable String providerAccountId;
    private String status;
    private @Nullable Instant providerTime;
    private Instant heardAt;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway") // Hibernate fills the fields
    protected Account() {}

    /**
     * An account that is about to be registered at its provider.
     *
     * @param method the cash-out method that pays into it: a wallet's network, else the type
     */
    public Account(
            UUID id,
            User user,
            String client,
            String externalId,
            String fingerprint,
            String type,
            String method,
            Instant now) {
        this.id = id;
        this.client = client;
        this.userId = user.id();
        this.externalId = externalId;
        this.fingerprint = fingerprint;
        this.type = type;
        this.method = method;
        this.provider = user.provider();
        this.status = "PENDING";
        this.heardAt = now;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** An account as the world sees it. @param status {@code ACTIVE}, {@code PENDING}, {@code REJECTED} or {@code INACTIVE} */
    public record View(
            UUID id,
            String externalId,
            UUID userId,
            String type,
            String method,
            String status,
            Instant createdAt,
            Instant updatedAt) {}

    public View view() {
        return new View(id, externalId, userId, type, method, status, createdAt, updatedAt);
    }

    public UUID id() {
        return id;
    }

    public UUID userId() {
        return userId;
    }

    public String provider() {
        return provider;
    }

    public String method() {
        return method;
    }

    public @Nullable String providerAccountId() {
        return providerAccountId;
    }

    public String status() {
        return status;
    }

    /** Whether the provider refused it or gave it up. One that is pending may still take money: some providers look at it with the first payout. */
    public boolean isClosed() {
        return status.equals("REJECTED") || status.equals("INACTIVE");
    }

    public boolean wasAskedForBy(String fingerprintOfRequest) {
        return fingerprint.equals(fingerprintOfRequest);
    }

    /** When the provider last said anything about it, be it the same as before. */
    public Instant heardAt() {
        return heardAt;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** What a provider tells of an account. @param updatedAt the provider's own clock; absent when it states none */
    public record Told(String id, String status, @Nullable Instant updatedAt) {}

    /** Takes over what the provider says, unless something newer was heard. */
    void learn(Told told, Instant now) {
        heardAt = now;
        boolean stale = providerAccountId != null
                && providerTime != null
                && told.updatedAt() != null
                && !told.updatedAt().isAfter(providerTime);
        if (!stale) {
            providerAccountId = told.id();
            status = told.status();
            providerTime = told.updatedAt() == null ? providerTime : told.updatedAt();
            updatedAt = now;
        }
    }
}
