package io.pasarela.ramp.store;

import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads ramps. A caller finds its own only: another client's, or another user's for an end user, are as unknown as ones that never were. */
@ApplicationScoped
public class RampQueries {

    private final Transactions transactions;

    RampQueries(Transactions transactions) {
        this.transactions = transactions;
    }

    public Uni<Optional<Ramp>> find(Caller caller, UUID id) {
        return transactions
                .one(Ramp.class, "from Ramp where client = ?1 and id = ?2", caller.client(), id)
                .map(found -> found.filter(ramp -> caller.maySee(ramp.userExternalId())));
    }

    public Uni<Optional<Ramp>> findByExternalId(String client, String externalId) {
        return transactions.one(Ramp.class, "from Ramp where client = ?1 and externalId = ?2", client, externalId);
    }

    public Uni<Optional<Ramp>> findByQuotation(UUID quotationId) {
        return transactions.one(Ramp.class, "from Ramp where quotationId = ?1", quotationId);
    }

    public Uni<Optional<Ramp>> find(UUID id) {
        return transactions.one(Ramp.class, "from Ramp where id = ?1", id);
    }

    /** Newest first, at most {@code limit + 1} of them. @param externalId only the one with this id, when stated */
    public Uni<List<Ramp>> list(Caller caller, @Nullable String externalId, Optional<Page.Cursor> after, int limit) {
        return transactions.inTransaction(session -> new Listing<>(Ramp.class)
                .with("client", caller.client())
                .with("userExternalId", caller.endUser().orElse(null))
                .with("externalId", externalId)
                .read(session, after, limit));
    }

    public Uni<List<TimelineEntry.Line>> timeline(UUID rampId) {
        return transactions
                .inTransaction(session -> session.createSelectionQuery(
                                "from TimelineEntry where rampId = ?1 order by id", TimelineEntry.class)
                        .setParameter(1, rampId)
                        .setMaxResults(1000)
                        .getResultList())
                .map(entries -> entries.stream().map(TimelineEntry::line).toList());
    }
}
