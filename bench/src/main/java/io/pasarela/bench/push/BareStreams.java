package io.pasarela.bench.push;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Server-sent events with as little as possible between the socket and the work: whatever is posted is told to everybody who listens. It knows
 * no users, keeps nothing, resumes nothing, and does not care whether anybody reads.
 */
final class BareStreams {
    private static final Buffer BEAT = Buffer.buffer(": still here\n\n");

    private BareStreams() {}

    /** @param arguments port, seconds between signs of life */
    static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        long beatMillis = TimeUnit.SECONDS.toMillis(Integer.parseInt(arguments[1]));
        List<OneLoop> loops = new CopyOnWriteArrayList<>();
        AtomicLong position = new AtomicLong();
        Vertx.vertx()
                .deployVerticle(
                        () -> new OneLoop(port, beatMillis, loops, position),
                        new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    /** The streams of one event loop. */
    private static final class OneLoop extends AbstractVerticle {
        private final int port;
        private final long beatMillis;
        private final List<OneLoop> loops;
        private final AtomicLong position;
        private final Set<HttpServerResponse> streams = new LinkedHashSet<>();

        OneLoop(int port, long beatMillis, List<OneLoop> loops, AtomicLong position) {
            this.port = port;
            this.beatMillis = beatMillis;
            this.loops = loops;
            this.position = position;
        }

        @Override
        public void start(Promise<Void> started) {
            loops.add(this);
            vertx.setPeriodic(beatMillis, _ -> tell(BEAT));
            vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                    .requestHandler(this::handle)
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        private void handle(HttpServerRequest request) {
            if (request.method() == HttpMethod.POST) {
                request.bodyHandler(body -> {
                    publish(body);
                    request.response().setStatusCode(201).end();
                });
            } else {
                open(request.response());
            }
        }

        private void open(HttpServerResponse response) {
            response.setChunked(true).putHeader("Content-Type", "text/event-stream");
            response.closeHandler(_ -> streams.remove(response));
            streams.add(response);
            var _ = response.write(Buffer.buffer("retry: 2000\n\n"));
        }

        private void publish(Buffer data) {
            Buffer frame = Buffer.buffer("id: " + position.incrementAndGet() + "\nevent: ramp\ndata: ")
                    .appendBuffer(data)
                    .appendString("\n\n");
            loops.forEach(loop -> loop.context.runOnContext(_ -> loop.tell(frame)));
        }

        private void tell(Buffer bytes) {
            for (HttpServerResponse stream : streams) {
                var _ = stream.write(bytes);
            }
        }
    }
}
