package io.pasarela.notification.live;

import io.pasarela.notification.access.Pass;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes a listener of a connection, once its caller is let in. */
@ApplicationScoped
public class Listening {

    private final Vertx vertx;
    private final History history;
    private final Hub hub;
    private final Loops loops;
    private final Places places;

    Listening(Vertx vertx, History history, Hub hub, Loops loops, Places places) {
        this.vertx = vertx;
        this.history = history;
        this.hub = hub;
        this.loops = loops;
        this.places = places;
    }

    /**
     * The event loop of the connection whose request is being handled. Not the request's own context, which would be kept in memory with all that it
     * holds for as long as the stream is open.
     */
    public Context loop() {
        return ((ContextInternal) vertx.getOrCreateContext()).unwrap();
    }

    /** Takes a place for a stream; {@link #leave} gives it back. */
    public void enter(Pass pass) {
        places.enter(pass.caller());
    }

    public void leave(Pass pass) {
        places.leave(pass.caller());
    }

    /**
     * Begins a stream for which a place was taken, on the event loop of its connection.
     *
     * @return what to run when the connection is gone; it gives the place back too
     */
    public Runnable begin(Opening opening, Connection connection, Context loop) {
        Listener listener = new Listener(opening, connection, history, hub, loop);
        loops.open(listener);
        return () -> {
            loops.closed(listener);
            leave(opening.pass());
        };
    }
}
