package io.pasarela.sandbox.door;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.net.URI;
import java.util.Map;

/** The reverse proxy in front of the services. Bodies pass as they come, so a stream of events is never held back. */
public final class FrontDoor implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

    /** Every open event stream holds a connection to its backend; the client's default of 5 would stop at the sixth. */
    private static final int CONNECTIONS_PER_BACKEND = 4_096;

    private final HttpServer server;
    private final HttpClient client;
    private final Map<Backend, Integer> ports;
    private final Handler<HttpServerRequest> ownPages;
    private final HttpProxy proxy;

    private FrontDoor(Vertx vertx, int port, Map<Backend, Integer> ports, Handler<HttpServerRequest> ownPages) {
        this.ports = Map.copyOf(ports);
        this.ownPages = ownPages;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_BACKEND));
        this.proxy = HttpProxy.reverseProxy(client)
                .originRequestProvider((request, _) -> connect(request))
                .addInterceptor(new SayWhenUnreachable());
        // HTTP/2 without TLS is left out: its requests need no Content-Length, and the proxy cannot hand those on.
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setHttp2ClearTextEnabled(false))
                .requestHandler(this::handle);
    }

    /**
     * @param ports where each backend listens on 127.0.0.1
     * @param ownPages answers what no backend owns: the page at {@code /} and what belongs to it
     */
    public static Future<FrontDoor> open(
            Vertx vertx, int port, Map<Backend, Integer> ports, Handler<HttpServerRequest> ownPages) {
        var door = new FrontDoor(vertx, port, ports, ownPages);
        return door.server.listen().map(door);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    @Override
    public void close() {
        Future.join(server.close(), client.close())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void handle(HttpServerRequest request) {
        if (Routes.isOwn(request.path())) {
            ownPages.handle(request);
        } else if (Routes.backendOf(request.path()).isEmpty()) {
            refuse(request, Problem.noSuchPath(request.path()));
        } else if (declaredLength(request) > backendOf(request).bodyMax()) {
            refuse(request, Problem.tooLarge(backendOf(request).bodyMax()));
        } else {
            request.headers().set("Forwarded", forwarded(request));
            handOn(request);
        }
    }

    private void handOn(HttpServerRequest request) {
        if (!Upgrade.isAskedFor(request)) {
            proxy.handle(request);
            return;
        }
        Upgrade.handOn(request, connect(request)).onFailure(_ -> {
            if (!request.response().headWritten()) {
                request.resume();
                refuse(request, Problem.unreachable(backendOf(request)));
            }
        });
    }

    private static void refuse(HttpServerRequest request, Problem problem) {
        problem.answer(request.response());
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }

    private Future<HttpClientRequest> connect(HttpServerRequest request) {
        return client.request(new RequestOptions().setHost("127.0.0.1").setPort(ports.get(backendOf(request))));
    }

    /** RFC 7239. Nothing of what the caller claims is in it: nobody stands in front of this door, and a Host can hold anything. */
    private static String forwarded(HttpServerRequest request) {
        return "for=%s;proto=%s".formatted(request.remoteAddress().hostAddress(), request.scheme());
    }

    private static Backend backendOf(HttpServerRequest request) {
        return Routes.backendOf(request.path()).orElseThrow();
    }

    /** The proxy's own answer would be an empty 502, which no client of the gateway expects. */
    private static final class SayWhenUnreachable implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            return context.sendRequest().recover(_ -> Future.succeededFuture(unreachable(context)));
        }

        private static ProxyResponse unreachable(ProxyContext context) {
            var problem = Problem.unreachable(backendOf(context.request().proxiedRequest()));
            return context.request()
                    .release()
                    .response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .putHeader("Retry-After", "1")
                    .setBody(Body.body(problem.body()));
        }
    }
}
