package io.pasarela.ramp.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Supplier;

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
    public <T> Uni<T> inTransaction(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .<T>emitter(emitter -> {
                    Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
                    VertxContextSafetyToggle.setContextSafe(context, true);
                    context.runOnContext(
                            _ -> Panache.withTransaction(work).subscribe().with(emitter::complete, emitter::fail));
                })
                .ifNoItem()
                .after(WITHIN)
                .fail();
    }
}
