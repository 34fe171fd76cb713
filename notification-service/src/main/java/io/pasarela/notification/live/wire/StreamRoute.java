package io.pasarela.notification.live.wire;

import io.pasarela.notification.access.Admission;
import io.pasarela.notification.access.Pass;
import io.pasarela.notification.live.Listening;
import io.pasarela.notification.live.LiveConfig;
import io.pasarela.notification.live.Opening;
import io.pasarela.notification.preference.Preferences;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;

/** {@code GET /api/v2/notifications/stream}. */
@ApplicationScoped
class StreamRoute {

    static final String PATH = "/api/v2/notifications/stream";

    private final Admission admission;
    private final Listening listening;
    private final Preferences preferences;
    private final long reconnectMillis;

    StreamRoute(Admission admission, Listening listening, Preferences preferences, LiveConfig config) {
        this.admission = admission;
        this.preferences = preferences;
        this.listening = listening;
        this.reconnectMillis = config.reconnect().toMillis();
    }

    void register(@Observes Router router) {
        router.get(PATH).handler(this::open);
    }

    private void open(RoutingContext call) {
        Context loop = listening.loop();
        admission
                .of(call)
                .flatMap(pass -> Opening.of(call.request(), pass, preferences))
                .emitOn(command -> loop.runOnContext(_ -> command.run()))
                .subscribe()
                .with(
                        opening -> {
                            try {
                                begin(call, opening, loop);
                            } catch (RuntimeException e) {
                                Refusals.answer(call, e);
                            }
                        },
                        failure -> Refusals.answer(call, failure));
    }

    private void begin(RoutingContext call, Opening opening, Context loop) {
        Pass pass = opening.pass();
        listening.enter(pass);
        var response = call.response();
        admission.cookie(call, pass).ifPresent(cookie -> response.putHeader("Set-Cookie", cookie));
        Admission.forget(call);
        EventStream stream = new EventStream(call.request(), reconnectMillis);
        stream.open(opening.language());
        Runnable gone = listening.begin(opening, stream, loop);
        AtomicBoolean once = new AtomicBoolean();
        Runnable goneOnce = () -> {
            if (once.compareAndSet(false, true)) {
                gone.run();
            }
        };
        call.addEndHandler(_ -> goneOnce.run());
        if (response.ended() || response.closed()) {
            goneOnce.run();
        }
    }
}
