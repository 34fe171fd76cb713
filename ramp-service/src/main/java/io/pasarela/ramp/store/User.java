package io.pasarela.ramp.store;

import io.pasarela.contracts.events.UserSnapshot;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user as it is stored: which one at the provider, and how far its verification is. No personal data. */
@Entity
@Table(name = "users")
public class User {

    @Id
    private UUID id;

    private String client;
    private String externalId;
    private String fingerprint;
    private String type;
    private String provider;
    private @Nullable String providerUserId;
    private @Nullable String timeZone;
    private String status;
    private String kycLevel;
    private @Nullable Instant providerTime;
    private long sequence;
    private Instant heardAt;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway") // Hibernate fills the fields
    protected User() {}

    /** A user that is about to be created at its provider. @param timeZone IANA region id; UTC when absent */
    public User(
            UUID id,
            String client,
            String externalId,
            String fingerprint,
            String type,
            String provider,
            @Nullable String timeZone,
            Instant now) {
        this.id = id;
        this.client = client;
        this.externalId = externalId;
        this.fingerprint = fingerprint;
        this.type = type;
        this.provider = provider;
        this.timeZone = timeZone;
        this.status = "PENDING";
        this.kycLevel = "L0";
        this.heardAt = now;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** What a provider tells of a user. @param updatedAt the provider's own clock; absent when it states none */
    public record Told(
            String id,
            String status,
            String kycLevel,
            @Nullable Instant updatedAt) {}

    public UUID id() {
        return id;
    }

    public String externalId() {
        return externalId;
    }

    public String type() {
        return type;
    }

    public String provider() {
        return provider;
    }

    /** The provider's id of the user; absent until the provider has it. */
    public @Nullable String providerUserId() {
        return providerUserId;
    }

    public boolean isActive() {
        return status.equals("ACTIVE");
    }

    public String status() {
        return status;
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

    /** Takes over what the provider says, unless something newer was heard. @return whether that changed anything */
    boolean learn(Told told, Instant now) {
        heardAt = now;
        if (isStale(told)) {
            return false;
        }
        providerTime = told.updatedAt() == null ? providerTime : told.updatedAt();
        String providerId = told.id();
        String statusNow = told.status();
        String levelNow = told.kycLevel();
        boolean news = !providerId.equals(providerUserId) || !statusNow.equals(status) || !levelNow.equals(kycLevel);
        if (news) {
            providerUserId = providerId;
            status = statusNow;
            kycLevel = levelNow;
            sequence++;
            updatedAt = now;
        }
        return news;
    }

    // A webhook that is late or replayed must not give back what was taken, nor take what was given.
    private boolean isStale(Told told) {
        return providerUserId != null
                && providerTime != null
                && told.updatedAt() != null
                && !told.updatedAt().isAfter(providerTime);
    }

    long sequence() {
        return sequence;
    }

    public UserSnapshot snapshot() {
        return new UserSnapshot(
                id,
                externalId,
                client,
                provider,
                providerUserId,
                type,
                status,
                kycLevel,
                timeZone,
                createdAt,
                updatedAt);
    }
}
