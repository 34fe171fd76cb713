package io.pasarela.ramp.store;

import io.pasarela.gateway.Created;
import io.pasarela.gateway.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The accounts that users are paid out to. */
@ApplicationScoped
public class Accounts {

    private final Transactions transactions;

    Accounts(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Stores an account before it is sent. @return false, storing nothing, when its client has used the {@code externalId} */
    public Uni<Boolean> reserve(Account account) {
        return transactions.insert(account);
    }

    /** Takes back a reservation that the provider certainly has not got. */
    public Uni<Void> release(UUID id) {
        return transactions.inTransaction(session -> session.createMutationQuery(
                        "delete from Account where id = ?1 and providerAccountId is null")
                .setParameter(1, id)
                .executeUpdate()
                .replaceWithVoid());
    }

    public Uni<Optional<Account>> find(String client, UUID id) {
        return transactions.one(Account.class, "from Account where client = ?1 and id = ?2", client, id);
    }

    public Uni<Optional<Account>> findByExternalId(String client, String externalId) {
        return transactions.one(
                Account.class, "from Account where client = ?1 and externalId = ?2", client, externalId);
    }

    /** Which accounts are listed; each part that is absent or empty allows all. */
    public record Filter(
            @Nullable String externalId,
            @Nullable UUID userId,
            @Nullable String type,
            Set<String> statuses,
            Created created) {}

    /** A client's accounts that the provider has, newest first, at most {@code limit + 1} of them. */
    public Uni<List<Account>> list(String client, Filter filter, Optional<Page.Cursor> after, int limit) {
        return transactions.inTransaction(session -> new Listing<>(Account.class)
                .with("client", client)
                .withAny("providerAccountId")
                .with("externalId", filter.externalId())
                .with("userId", filter.userId())
                .with("type", filter.type())
                .withOneOf("status", filter.statuses())
                .created(filter.created())
                .read(session, after, limit));
    }

    /** Takes over the provider's answer to the registration. */
    public Uni<Account> created(UUID id, Account.Told told) {
        return transactions.inTransaction(session -> session.find(Account.class, id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> new NoSuchElementException("no account " + id))
                .invoke(account -> account.learn(told, Instant.now())));
    }

    /** Takes over what a webhook says. @return false, changing nothing, when no such account is known (yet) */
    public Uni<Boolean> reported(String provider, Account.Told told) {
        return transactions.inTransaction(session -> session.createSelectionQuery(
                        "from Account where provider = ?1 and providerAccountId = ?2", Account.class)
                .setParameter(1, provider)
                .setParameter(2, told.id())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResultOrNull()
                .invoke(account -> {
                    if (account != null) {
                        account.learn(told, Instant.now());
                    }
                })
                .map(account -> account != null));
    }
}
