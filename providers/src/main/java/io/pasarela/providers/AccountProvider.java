package io.pasarela.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Registers where money is paid out: bank accounts and wallets. */
public interface AccountProvider extends Provider {

    /**
     * Registers an account. Fails with {@link ProviderFailure}; {@code Refused.DUPLICATE} when the key was used before.
     *
     * @param key our idempotency key, kept by the provider
     */
    Uni<ProviderAccount> createAccount(String key, AccountData data);

    /** The user's account once created with this key. */
    Uni<Optional<ProviderAccount>> findAccountByKey(String key, String providerUserId);

    /**
     * An account to register. Its holder is the user unless {@code details} say otherwise.
     *
     * @param type the method that pays into it: {@code WALLET}, {@code SPEI}, {@code PSE} …
     * @param details the type's own fields, as the gateway's {@code POST /api/v2/accounts} takes them
     */
    record AccountData(String providerUserId, String type, ObjectNode details) {}

    /**
     * An account at the provider.
     *
     * @param status {@code ACTIVE}, {@code PENDING}, {@code REJECTED} or {@code INACTIVE}
     * @param updatedAt the provider's own clock; absent when it states none
     */
    record ProviderAccount(
            String id, String status, @Nullable Instant updatedAt) {}
}
