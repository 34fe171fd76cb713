package io.pasarela.ramp.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Runs database work in a transaction of its own, on a Vert.x context of its own. A caller may come from anywhere (an endpoint, a consumer,
 * a retry on a timer thread, a reply shared between requests); Hibernate Reactive keeps its session in the context and must not meet
 * another caller's.
 */
@ApplicationScoped
public class Transactions {

    /** A database that says nothing for so long is as good as away. Whether it committed is asked again, not guessed. */
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final Vertx vertx;

    Transactions(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The work's outcome, after its commit. */
    public <T> Uni<T> inTransaction(Function<Mutiny.Session, Uni<T>> work) {
        return Uni.createFrom()
                .<T>emitter(emitter -> {
                    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
                    VertxContextSafetyToggle.setContextSafe(context, true);
                    context.runOnContext(_ -> Panache.withTransaction(
                                    () -> Panache.getSession().flatMap(work::apply))
                            .subscribe()
                            .with(emitter::complete, emitter::fail));
                })
                .ifNoItem()
                .after(WITHIN)
                .fail();
    }

    /** Stores a new row in a transaction of its own. @return false, storing nothing, when one of its unique keys was used before */
    Uni<Boolean> insert(Object row) {
        return inTransaction(
                        session -> session.persist(row).call(session::flush).replaceWith(true))
                .onFailure(ConstraintViolationException.class)
                .recoverWithItem(false);
    }

    /** The one row that a query finds, in a transaction of its own. @param parameters of the query, from {@code ?1} on */
    <T> Uni<Optional<T>> one(Class<T> type, String query, Object... parameters) {
        return inTransaction(session -> {
                    var selection = session.createSelectionQuery(query, type);
                    for (int i = 0; i < parameters.length; i++) {
                        selection.setParameter(i + 1, parameters[i]);
                    }
                    return selection.getSingleResultOrNull();
                })
                .map(Optional::ofNullable);
    }
}
