package io.pasarela.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** One thread of the load generator with its share of the connections: as soon as one has its answer, it asks again. */
final class Worker implements AutoCloseable {
    /** A request that got no answer so long after the end of a run has failed. */
    private static final Duration LAST_ANSWER_WITHIN = Duration.ofSeconds(10);

    private static final long LATENCY_MAX_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final InetSocketAddress server;
    private final Protocol protocol;
    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private Run run = new Run(new AtomicInteger(), System.nanoTime());

    /** Of one run; a fresh one is taken for the next. */
    private static final class Run {
        final Histogram latencies = new Histogram(LATENCY_MAX_NANOS, 3);
        final AtomicInteger next;
        final long end;
        int inFlight;
        long failed;
        long lastAnswer = System.nanoTime();

        @Nullable
        String firstFailure;

        Run(AtomicInteger next, long end) {
            this.next = next;
            this.end = end;
        }
    }

    Worker(InetSocketAddress server, int connectionCount, Protocol protocol) throws IOException {
        this.server = server;
        this.protocol = protocol;
        this.selector = Selector.open();
        for (int i = 0; i < connectionCount; i++) {
            connections.add(Connection.open(server, selector, protocol));
        }
    }

    /** @param next index of the next request to send, shared by all workers */
    LoadResult run(Requests requests, AtomicInteger next, long start, Duration duration, IntPredicate accepted)
            throws IOException {
        run = new Run(next, start + duration.toNanos());
        for (Connection connection : List.copyOf(connections)) {
            sendNext(connection, requests);
        }
        long patience = run.end + LAST_ANSWER_WITHIN.toNanos();
        while (run.inFlight > 0 && System.nanoTime() < patience) {
            selector.select(key -> ready(key, requests, accepted), 100);
        }
        if (run.inFlight > 0) {
            fail(
                    run.inFlight,
                    "%d requests got no answer within %d s".formatted(run.inFlight, LAST_ANSWER_WITHIN.toSeconds()));
        }
        return new LoadResult(
                run.latencies.getTotalCount(),
                run.failed,
                Duration.ofNanos(run.lastAnswer - start),
                run.latencies,
                Optional.ofNullable(run.firstFailure));
    }

    private void ready(SelectionKey key, Requests requests, IntPredicate accepted) {
        var connection = (Connection) key.attachment();
        try {
            if (key.isWritable()) {
                connection.flush();
            }
            if (key.isReadable()) {
                int status = connection.read();
                if (status != 0) {
                    answered(connection, status, accepted);
                    sendNext(connection, requests);
                }
            }
        } catch (IOException e) {
            broken(connection, e, requests);
        }
    }

    private void answered(Connection connection, int status, IntPredicate accepted) {
        run.inFlight--;
        run.lastAnswer = System.nanoTime();
        if (accepted.test(status)) {
            run.latencies.recordValue(Math.min(LATENCY_MAX_NANOS, connection.nanosSinceSent()));
        } else {
            fail(1, connection.text());
        }
    }

    private void sendNext(Connection connection, Requests requests) {
        if (System.nanoTime() >= run.end) {
            return;
        }
        int index = run.next.getAndIncrement();
        if (index >= requests.count()) {
            return;
        }
        run.inFlight++;
        try {
            connection.send(requests, index);
        } catch (IOException e) {
            broken(connection, e, requests);
        }
    }

    /** The request is lost; the load goes on over a new connection as long as the server takes one. */
    private void broken(Connection connection, IOException cause, Requests requests) {
        run.inFlight--;
        fail(1, cause + " " + connection.text());
        connections.remove(connection);
        try {
            connection.close();
            var fresh = Connection.open(server, selector, protocol);
            connections.add(fresh);
            sendNext(fresh, requests);
        } catch (IOException e) {
            fail(1, "no new connection: " + e);
        }
    }

    private void fail(int count, String why) {
        run.failed += count;
        if (run.firstFailure == null) {
            run.firstFailure = why;
        }
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
