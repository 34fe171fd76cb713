package io.pasarela.sandbox.door;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;

/**
 * Hands on a request to speak WebSocket. The proxy does that too, but when the backend refuses it drops the body, which says why. Other protocols are
 * the proxy's matter: many clients offer HTTP/2 with every request.
 */
final class Upgrade {

    private static final int SWITCHING_PROTOCOLS = 101;

    private Upgrade() {}

    static boolean isAskedFor(HttpServerRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    /** Fails when the backend cannot be reached; what it answers has then been handed back. */
    static Future<Void> handOn(HttpServerRequest request, Future<HttpClientRequest> backend) {
        request.pause();
        return backend.compose(call -> {
            call.setMethod(request.method()).setURI(request.uri());
            call.headers().setAll(request.headers());
            return call.connect().compose(answer -> handBack(request, answer));
        });
    }

    private static Future<Void> handBack(HttpServerRequest request, HttpClientResponse answer) {
        HttpServerResponse response = request.response();
        response.setStatusCode(answer.statusCode());
        response.headers().setAll(answer.headers());
        if (answer.statusCode() != SWITCHING_PROTOCOLS) {
            request.resume();
            return answer.pipeTo(response);
        }
        NetSocket behind = answer.netSocket();
        behind.pause();
        return request.toNetSocket().onSuccess(front -> join(front, behind)).mapEmpty();
    }

    private static void join(NetSocket front, NetSocket behind) {
        front.pipeTo(behind).onComplete(_ -> behind.close());
        behind.pipeTo(front).onComplete(_ -> front.close());
    }
}
