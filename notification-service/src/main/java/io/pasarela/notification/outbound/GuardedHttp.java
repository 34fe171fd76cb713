package io.pasarela.notification.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;

/**
 * Posts to a URL that somebody else has named: to the address that {@link Destinations} has looked at and to no other, with no redirect followed,
 * within one deadline for all of it, and with no more than a little of the answer read. A connection serves one call, so that none is used for a
 * name after its address has changed.
 */
@ApplicationScoped
public class GuardedHttp {

    /** More of an answer than this is not waited for; its status counts. */
    private static final int BODY_MAX = 16 * 1024;

    private static final long HANG_UP_AFTER_MILLIS = 250;

    private final Vertx vertx;
    private final Destinations destinations;
    private final HttpClient http;

    /** Looking a name up blocks; as many threads as there are calls under way, which the channels bound. */
    private final ExecutorService lookups = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("lookup-", 1).factory());

    GuardedHttp(Vertx vertx, Destinations destinations) {
        this.vertx = vertx;
        this.destinations = destinations;
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAlive(false)
                        .setDecompressionSupported(false)
                        // Strangers are not told our traces.
                        .setTracingPolicy(TracingPolicy.IGNORE)
                        .setMaxHeaderSize(16 * 1024),
                new PoolOptions().setHttp1MaxSize(256));
    }

    @PreDestroy
    void close() {
        lookups.shutdownNow();
    }

    /** Fails with {@link SendFailure} when there is no answer. */
    public Uni<Reply> post(URI uri, Map<String, String> headers, byte[] body, Duration within) {
        return Uni.createFrom()
                .item(() -> address(uri))
                .runSubscriptionOn(lookups)
                .flatMap(address -> Uni.createFrom()
                        .completionStage(
                                () -> call(uri, address, headers, body, within).toCompletionStage()))
                .ifNoItem()
                .after(within)
                .failWith(() -> new SendFailure(SendError.TIMEOUT))
                .onFailure()
                .transform(GuardedHttp::failure);
    }

    private InetAddress address(URI uri) {
        try {
            return destinations.address(uri);
        } catch (SendFailure e) {
            throw new java.util.concurrent.CompletionException(e);
        }
    }

    private Future<Reply> call(
            URI uri, InetAddress address, Map<String, String> headers, byte[] body, Duration within) {
        int port = Destinations.port(uri);
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl("https".equals(uri.getScheme()))
                .setURI(path(uri))
                .setFollowRedirects(false)
                .setConnectTimeout(within.toMillis());
        headers.forEach(options::addHeader);
        // Whatever hangs, also in the middle of an answer, is hung up on; the caller has been told shortly before.
        var open = new AtomicReference<HttpClientRequest>();
        long timer = vertx.setTimer(within.toMillis() + HANG_UP_AFTER_MILLIS, _ -> {
            HttpClientRequest request = open.get();
            if (request != null) {
                request.reset();
            }
        });
        return http.request(options)
                .compose(request -> {
                    open.set(request);
                    return request.send(Buffer.buffer(body)).compose(response -> read(request, response));
                })
                .onComplete(_ -> vertx.cancelTimer(timer));
    }

    private static Future<Reply> read(HttpClientRequest request, HttpClientResponse response) {
        Reply reply = new Reply(response.statusCode(), response.getHeader("Retry-After"));
        Promise<Reply> done = Promise.promise();
        int[] length = {0};
        response.handler(part -> {
            length[0] += part.length();
            if (length[0] > BODY_MAX && done.tryComplete(reply)) {
                request.reset();
            }
        });
        response.exceptionHandler(done::tryFail);
        response.endHandler(_ -> done.tryComplete(reply));
        return done.future();
    }

    private static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static SendFailure failure(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SendFailure known) {
                return known;
            }
            if (cause instanceof SSLException) {
                return new SendFailure(SendError.TLS_FAILED);
            }
        }
        return new SendFailure(SendError.CONNECTION_FAILED);
    }
}
