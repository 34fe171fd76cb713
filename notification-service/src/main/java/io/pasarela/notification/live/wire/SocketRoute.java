package io.pasarela.notification.live.wire;

import io.pasarela.notification.access.Admission;
import io.pasarela.notification.access.Pass;
import io.pasarela.notification.live.Listening;
import io.pasarela.notification.live.LiveConfig;
import io.pasarela.notification.live.Opening;
import io.pasarela.notification.preference.Preferences;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;

/**
 * {@code /api/v2/notifications/ws}. What cannot send an {@code Authorization} header offers its token as a subprotocol beside ours, {@code
 * bearer.<token>}, or states a ticket.
 */
@ApplicationScoped
class SocketRoute {

    static final String PATH = "/api/v2/notifications/ws";

    private static final String TOKEN = "bearer.";

    private final Admission admission;
    private final Listening listening;
    private final Preferences preferences;
    private final int unacknowledgedMax;

    SocketRoute(Admission admission, Listening listening, Preferences preferences, LiveConfig config) {
        this.admission = admission;
        this.preferences = preferences;
        this.listening = listening;
        this.unacknowledgedMax = config.unacknowledged();
    }

    void register(@Observes Router router) {
        router.get(PATH).handler(this::open);
    }

    private void open(RoutingContext call) {
        HttpServerRequest request = call.request();
        Context loop = listening.loop();
        // What follows the handshake must wait until it is over.
        request.pause();
        Uni.createFrom()
                .deferred(() -> {
                    admission.requireOwnOrigin(call);
                    takeToken(request);
                    return admission.of(call);
                })
                .flatMap(pass -> Opening.of(request, pass, preferences))
                .emitOn(command -> loop.runOnContext(_ -> command.run()))
                .subscribe()
                .with(
                        opening -> {
                            try {
                                upgrade(call, opening, loop);
                            } catch (RuntimeException e) {
                                refuse(call, e);
                            }
                        },
                        failure -> refuse(call, failure));
    }

    private void upgrade(RoutingContext call, Opening opening, Context loop) {
        Pass pass = opening.pass();
        listening.enter(pass);
        Admission.forget(call);
        call.request()
                .toWebSocket()
                .onSuccess(socket -> begin(socket, opening, loop))
                .onFailure(_ -> listening.leave(pass));
    }

    private void begin(ServerWebSocket socket, Opening opening, Context loop) {
        Runnable gone = listening.begin(opening, new Socket(socket, unacknowledgedMax), loop);
        socket.exceptionHandler(_ -> {});
        if (socket.isClosed()) {
            gone.run();
        } else {
            socket.closeHandler(_ -> gone.run());
        }
    }

    private static void refuse(RoutingContext call, Throwable failure) {
        call.request().resume();
        Refusals.answer(call, failure);
    }

    private static void takeToken(HttpServerRequest request) {
        String offered = request.getHeader("Sec-WebSocket-Protocol");
        if (offered != null && !request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            Arrays.stream(offered.split(",", -1))
                    .map(String::strip)
                    .filter(protocol -> protocol.startsWith(TOKEN))
                    .findFirst()
                    .ifPresent(token -> request.headers()
                            .set(HttpHeaders.AUTHORIZATION, "Bearer " + token.substring(TOKEN.length())));
        }
    }
}
