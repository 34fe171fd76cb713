package io.pasarela.bench.ingest;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The two servers that webhook-ingest is measured against, written with as little as possible between the socket and the
 * work: one verifies, publishes and answers 200 after Kafka's acknowledgement, the other one answers 204 and does nothing. What
 * they leave out is what a service is for: routing, reading the event, de-duplication, limits, metrics, tracing.
 */
final class BareServer {
    private static final Buffer RECEIVED = Buffer.buffer("{\"received\":true}");

    private BareServer() {}

    /** @param arguments port; for the one with Kafka also bootstrap address, topic, and the signing secret */
    static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        var vertx = Vertx.vertx();
        Supplier<AbstractVerticle> server = () -> new Empty(port);
        if (arguments.length > 1) {
            String topic = arguments[2];
            var settings = new HashMap<String, Object>(ProducerSettings.OF_THE_SERVICE);
            settings.put("bootstrap.servers", arguments[1]);
            settings.put("max.block.ms", ProducerSettings.MAX_BLOCK_MILLIS);
            var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer.partitionsFor(topic); // the first send would wait for this on an event loop
            byte[] secret = arguments[3].getBytes(StandardCharsets.UTF_8);
            server = () -> new VerifyAndPublish(port, producer, topic, secret);
        }
        vertx.deployVerticle(
                        server::get, new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    /** One instance on each event loop, all behind one port. */
    private abstract static class OneLoop extends AbstractVerticle {
        private final int port;

        OneLoop(int port) {
            this.port = port;
        }

        abstract void handle(HttpServerRequest request);

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                    .requestHandler(this::handle)
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    private static final class Empty extends OneLoop {
        Empty(int port) {
            super(port);
        }

        @Override
        void handle(HttpServerRequest request) {
            request.endHandler(_ -> request.response().setStatusCode(204).end());
        }
    }

    private static final class VerifyAndPublish extends OneLoop {
        private final Producer<byte[], byte[]> producer;
        private final String topic;
        private final Mac mac;

        VerifyAndPublish(int port, Producer<byte[], byte[]> producer, String topic, byte[] secret) {
            super(port);
            this.producer = producer;
            this.topic = topic;
            this.mac = Signature.macWith(secret);
        }

        @Override
        void handle(HttpServerRequest request) {
            request.bodyHandler(body -> verifyAndPublish(request, body.getBytes()));
        }

        private void verifyAndPublish(HttpServerRequest request, byte[] body) {
            String signature = request.getHeader(Signature.HEADER);
            if (!MessageDigest.isEqual(mac.doFinal(body), HexFormat.of().parseHex(signature))) {
                request.response().setStatusCode(401).end();
                return;
            }
            // A key of its own spreads the records over the partitions as the service's keys do.
            byte[] key = signature.getBytes(StandardCharsets.US_ASCII);
            Context loop = context;
            producer.send(
                    new ProducerRecord<>(topic, key, body),
                    (_, failure) -> loop.runOnContext(_ -> answer(request, failure == null)));
        }

        private static void answer(HttpServerRequest request, boolean stored) {
            if (stored) {
                request.response().putHeader("Content-Type", "application/json").end(RECEIVED);
            } else {
                request.response().setStatusCode(503).end();
            }
        }
    }
}
