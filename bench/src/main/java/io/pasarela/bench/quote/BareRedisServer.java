package io.pasarela.bench.quote;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.jspecify.annotations.Nullable;

/**
 * The server that a cached read is measured against: GET a value out of Redis and answer with it as it is. It leaves out what a service is
 * for: routing, tokens, scopes, the age of the value, metrics, tracing.
 */
final class BareRedisServer {
    private BareRedisServer() {}

    /** @param arguments port, Redis' address, key */
    static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        Vertx.vertx()
                .deployVerticle(
                        () -> new OneLoop(port, arguments[1], arguments[2]),
                        new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    /** One instance on each event loop, with one connection to Redis, which all its requests share. */
    private static final class OneLoop extends AbstractVerticle {
        private final int port;
        private final String redis;
        private final String key;

        OneLoop(int port, String redis, String key) {
            this.port = port;
            this.redis = redis;
            this.key = key;
        }

        @Override
        public void start(Promise<Void> started) {
            Redis.createClient(vertx, redis)
                    .connect()
                    .flatMap(connection -> vertx.createHttpServer(
                                    new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                            .requestHandler(request -> handle(request, connection))
                            .listen())
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        private void handle(HttpServerRequest request, RedisConnection connection) {
            connection
                    .send(Request.cmd(Command.GET).arg(key))
                    .onComplete(found -> answer(request, found.succeeded() ? found.result() : null));
        }

        private static void answer(HttpServerRequest request, @Nullable Response value) {
            if (value == null) {
                request.response().setStatusCode(503).end();
            } else {
                request.response().putHeader("Content-Type", "application/json").end(value.toBuffer());
            }
        }
    }
}
