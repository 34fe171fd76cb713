package io.pasarela.ramp.store;

import io.pasarela.contracts.events.UserEvent;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Created;
import io.pasarela.gateway.Page;
import io.pasarela.ramp.outbox.OutboxRelay;
import io.pasarela.ramp.outbox.OutboxRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The users that may ramp. Every change is published to topic {@code users}. */
@ApplicationScoped
public class Users {

    private final Transactions transactions;
    private final OutboxRelay relay;

    Users(Transactions transactions, OutboxRelay relay) {
        this.transactions = transactions;
        this.relay = relay;
    }

    /** Stores a user before it is sent. @return false, storing nothing, when its client has used the {@code externalId} */
    public Uni<Boolean> reserve(User user) {
        return transactions.insert(user);
    }

    /** Takes back a reservation that the provider certainly has not got. */
    public Uni<Void> release(UUID id) {
        return transactions.inTransaction(
                session -> session.createMutationQuery("delete from User where id = ?1 and providerUserId is null")
                        .setParameter(1, id)
                        .executeUpdate()
                        .replaceWithVoid());
    }

    public Uni<Optional<User>> find(Caller caller, UUID id) {
        return transactions
                .one(User.class, "from User where client = ?1 and id = ?2", caller.client(), id)
                .map(found -> found.filter(user -> caller.maySee(user.externalId())));
    }

    public Uni<Optional<User>> findByExternalId(String client, String externalId) {
        return transactions.one(User.class, "from User where client = ?1 and externalId = ?2", client, externalId);
    }

    /** Which users are listed; each part that is absent or empty allows all. */
    public record Filter(@Nullable String externalId, Set<String> statuses, Created created) {}

    /** The caller's users that the provider has, newest first, at most {@code limit + 1} of them. */
    public Uni<List<User>> list(Caller caller, Filter filter, Optional<Page.Cursor> after, int limit) {
        return transactions.inTransaction(session -> new Listing<>(User.class)
                .with("client", caller.client())
                .withAny("providerUserId")
                .with(
                        "externalId",
                        caller.endUser()
                                .or(() -> Optional.ofNullable(filter.externalId()))
                                .orElse(null))
                .withOneOf("status", filter.statuses())
                .created(filter.created())
                .read(session, after, limit));
    }

    /** Takes over the provider's answer to the creation. */
    public Uni<User> created(UUID id, User.Told told) {
        return transactions
                .inTransaction(session -> session.find(User.class, id, LockModeType.PESSIMISTIC_WRITE)
                        .onItem()
                        .ifNull()
                        .failWith(() -> new NoSuchElementException("no user " + id))
                        .flatMap(user -> learned(session, user, told)))
                .invoke(relay::wake);
    }

    /** Takes over what a webhook says. @return false, changing nothing, when no such user is known (yet) */
    public Uni<Boolean> reported(String provider, User.Told told) {
        return transactions
                .inTransaction(session -> session.createSelectionQuery(
                                "from User where provider = ?1 and providerUserId = ?2", User.class)
                        .setParameter(1, provider)
                        .setParameter(2, told.id())
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull()
                        .flatMap(user -> user == null
                                ? Uni.createFrom().item(false)
                                : learned(session, user, told).replaceWith(true)))
                .invoke(relay::wake);
    }

    private static Uni<User> learned(Mutiny.Session session, User user, User.Told told) {
        Instant now = Instant.now();
        return user.learn(told, now)
                ? session.persist(OutboxRow.of(new UserEvent(user.snapshot(), user.sequence()), now))
                        .replaceWith(user)
                : Uni.createFrom().item(user);
    }
}
