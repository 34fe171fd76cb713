package io.pasarela.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.HdrHistogram.Histogram;

/**
 * A closed loop over keep-alive connections of HTTP/1.1 (or of Redis) to a server on the loopback address: every connection sends its next
 * request as soon as it has read the response to the last one. Such a loop measures what a server can do at most; its
 * latencies are those at full load, and say nothing about a quiet hour.
 */
public final class HttpLoad implements AutoCloseable {
    private final List<Worker> workers = new ArrayList<>();
    private final ExecutorService threads;

    private HttpLoad(int threadCount) {
        this.threads = Executors.newFixedThreadPool(threadCount);
    }

    /**
     * Opens all connections.
     *
     * @param threadCount threads that share them, at least 1
     * @throws UncheckedIOException when the server does not take one
     */
    public static HttpLoad open(int port, int connections, int threadCount, Protocol protocol) {
        int used = Math.min(threadCount, connections);
        var load = new HttpLoad(used);
        var server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            for (int i = 0; i < used; i++) {
                load.workers.add(new Worker(server, (connections + i) / used, protocol));
            }
            return load;
        } catch (IOException e) {
            load.close();
            throw new UncheckedIOException(e);
        }
    }

    /** One thread for every four cores: the rest belongs to what is being measured. */
    public static int defaultThreads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 4);
    }

    /**
     * Runs until the time is over or the requests are used up, and waits for the answers that are still on their way.
     *
     * @param accepted which statuses count as answered
     */
    public LoadResult run(Requests requests, Duration duration, IntPredicate accepted) {
        var next = new AtomicInteger();
        long start = System.nanoTime();
        var works = workers.stream()
                .<Callable<LoadResult>>map(worker -> () -> worker.run(requests, next, start, duration, accepted))
                .toList();
        try {
            var results = new ArrayList<LoadResult>();
            for (Future<LoadResult> result : threads.invokeAll(works)) {
                results.add(result.get());
            }
            return sum(results);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load generator broke", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the load generator was interrupted", e);
        }
    }

    private static LoadResult sum(List<LoadResult> results) {
        var latencies = new Histogram(results.getFirst().latencies());
        results.forEach(result -> latencies.add(result.latencies()));
        return new LoadResult(
                results.stream().mapToLong(LoadResult::answered).sum(),
                results.stream().mapToLong(LoadResult::failed).sum(),
                results.stream().map(LoadResult::took).max(Duration::compareTo).orElseThrow(),
                latencies,
                results.stream()
                        .map(LoadResult::firstFailure)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        for (Worker worker : workers) {
            try {
                worker.close();
            } catch (IOException _) {
                // The connection is gone all the same.
            }
        }
    }
}
