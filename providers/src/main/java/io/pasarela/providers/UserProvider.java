package io.pasarela.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Onboards the people and companies that ramp. */
public interface UserProvider extends Provider {

    /**
     * Creates a user. Fails with {@link ProviderFailure}; {@code Refused.DUPLICATE} when the key was used before.
     *
     * @param key our idempotency key; the provider keeps it so that {@link #findUserByKey} finds the user after a lost answer
     */
    Uni<ProviderUser> createUser(String key, UserData data);

    /** The user once created with this key. */
    Uni<Optional<ProviderUser>> findUserByKey(String key, String type);

    /** The user as it stands. Fails with {@link ProviderFailure}; {@code Refused.NOT_FOUND} for an unknown one. */
    Uni<ProviderUser> getUser(String providerUserId);

    /**
     * Who the user is. Personal data passes through and is not kept.
     *
     * @param type {@code PERSON} or {@code COMPANY}
     * @param details name, address, document … as the gateway's {@code POST /api/v2/users} takes them
     */
    record UserData(String type, ObjectNode details) {}

    /**
     * A user at the provider.
     *
     * @param status {@code PENDING}, {@code ACTIVE}, {@code REJECTED} or {@code SUSPENDED}
     * @param kycLevel {@code L0} to {@code L4}
     * @param updatedAt the provider's own clock; absent when it states none
     */
    record ProviderUser(
            String id,
            String status,
            String kycLevel,
            @Nullable Instant updatedAt) {}
}
