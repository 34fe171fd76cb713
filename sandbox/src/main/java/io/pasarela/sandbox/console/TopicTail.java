package io.pasarela.sandbox.console;

import io.pasarela.sandbox.door.Problem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The topics as they fill, as server-sent events. Each reader has a consumer of its own, outside of any group: it moves no offset that
 * anybody relies on, and what is written while a slow reader does not keep up is left out for that reader.
 */
final class TopicTail implements AutoCloseable {
    private static final int READERS_MAX = 4;
    private static final long BACK = 15;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final String bootstrap;
    private final Set<Tail> tails = ConcurrentHashMap.newKeySet();

    TopicTail(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** {@code GET /sandbox/topics}: their names. */
    void list(RoutingContext call) {
        call.vertx()
                .executeBlocking(() -> {
                    try (var records = TopicRecords.open(bootstrap)) {
                        return new TreeSet<>(records.topics());
                    }
                })
                .onSuccess(names -> call.json(new JsonArray(names.stream().toList())))
                .onFailure(_ -> Problem.unavailable("Kafka does not answer.").answer(call.response()));
    }

    /** {@code GET /sandbox/topics/stream?topic=}: the last few records, then every one that comes. */
    void stream(RoutingContext call) {
        String topic = call.request().getParam("topic");
        if (topic == null || !topic.matches("[a-z][a-z.-]{0,100}")) {
            Problem.badRequest("topic names one of GET /sandbox/topics.").answer(call.response());
        } else if (tails.size() >= READERS_MAX) {
            Problem.tooMany("At most %d readers at a time.".formatted(READERS_MAX))
                    .answer(call.response());
        } else {
            var response = call.response();
            response.setChunked(true)
                    .putHeader("Content-Type", "text/event-stream")
                    .putHeader("Cache-Control", "no-store")
                    .write(": here\n\n");
            var tail = new Tail(topic, response, Vertx.currentContext());
            tails.add(tail);
            response.closeHandler(_ -> tail.open = false);
            response.exceptionHandler(_ -> tail.open = false);
            Thread.ofPlatform().daemon().name("tail-" + topic).start(tail);
        }
    }

    @Override
    public void close() {
        tails.forEach(tail -> tail.open = false);
    }

    /** One reader: a thread of its own polls Kafka, and writes on the context of the response. */
    private final class Tail implements Runnable {
        private final String topic;
        private final HttpServerResponse response;
        private final Context context;
        private volatile boolean open = true;
        private long lastWritten = System.nanoTime();

        Tail(String topic, HttpServerResponse response, Context context) {
            this.topic = topic;
            this.response = response;
            this.context = context;
        }

        @Override
        public void run() {
            try (var records = TopicRecords.open(bootstrap)) {
                records.from(topic, BACK);
                while (open) {
                    records.next().forEach(record -> write("data: " + record.encode() + "\n\n"));
                    if (System.nanoTime() - lastWritten > HEARTBEAT.toNanos()) {
                        write(": still here\n\n");
                    }
                }
            } catch (RuntimeException _) {
                // The page connects again by itself, and then is told what is wrong.
            } finally {
                tails.remove(this);
                context.runOnContext(_ -> response.end());
            }
        }

        private void write(String event) {
            lastWritten = System.nanoTime();
            context.runOnContext(_ -> {
                if (open && !response.writeQueueFull()) {
                    response.write(event);
                }
            });
        }
    }
}
