package io.pasarela.ingest;

import io.pasarela.ingest.door.Connections;
import io.pasarela.ingest.store.Publication;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The HTTP server that strangers reach. Webhooks go straight to {@link WebhookRoute}; whatever else is asked goes the framework's way, which
 * would cost a webhook about a twelfth of what it costs here.
 */
@Singleton
class WebhookServer {

    private static final String PATH = "/webhooks/";

    /** Some providers sign with long headers; none with longer ones than these together. */
    private static final int HEADERS_BYTES_MAX = 20 * 1024;

    /** A webhook that waits is answered before that, whatever happens. */
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(10);

    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Once everything that may refuse to start has not. */
    private static final int LAST = 4_000;

    private final Vertx vertx;
    private final IngestConfig config;
    private final Router others;
    private final WebhookRoute webhooks;
    private final Publication publication;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean closing;

    WebhookServer(Vertx vertx, IngestConfig config, Router others, WebhookRoute webhooks, Publication publication) {
        this.vertx = vertx;
        this.config = config;
        this.others = others;
        this.webhooks = webhooks;
        this.publication = publication;
    }

    void onStart(@Observes @Priority(LAST) StartupEvent event) {
        // One for each event loop: the framework has one for each core.
        var instances =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        vertx.deployVerticle(OneLoop::new, instances)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Who is under way is answered; who comes now is asked to come again, to another replica perhaps. */
    void onStop(@Observes ShutdownEvent event) {
        closing = true;
        long until = System.nanoTime() + FINISH_WITHIN.toNanos();
        while (publication.waiting() > 0 && System.nanoTime() - until < 0) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        // The last answers are on their way through the event loops.
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }

    private HttpServerOptions options() {
        // A refusal hangs up, which over HTTP/2 would hang up on everybody who shares the connection.
        return new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(HEADERS_BYTES_MAX)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
    }

    /** The server's share of connections on one event loop. */
    private final class OneLoop extends AbstractVerticle {

        @Override
        public void start(Promise<Void> started) {
            Lane lane = new Lane(vertx, config.idleTimeout());
            vertx.createHttpServer(options())
                    .connectionHandler(connection -> connected(connection, lane.connections()))
                    .requestHandler(request -> handle(request, lane))
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    private void connected(HttpConnection connection, Connections ofLane) {
        ofLane.opened(connection);
        connection.closeHandler(_ -> {
            open.decrementAndGet();
            ofLane.closed(connection);
        });
        if (open.incrementAndGet() > config.maxConnections()) {
            connection.close();
        }
    }

    private void handle(HttpServerRequest request, Lane lane) {
        InetAddress peer = lane.connections().asked(request);
        String path = request.path();
        String provider = path != null && path.startsWith(PATH) ? path.substring(PATH.length()) : "";
        if (provider.isEmpty() || provider.indexOf('/') >= 0) {
            others.handle(request);
        } else if (!request.method().equals(HttpMethod.POST)) {
            Answers.onlyPost(request);
        } else if (closing) {
            Answers.tryAgain(request);
        } else {
            webhooks.receive(request, peer, provider, lane);
        }
    }
}
