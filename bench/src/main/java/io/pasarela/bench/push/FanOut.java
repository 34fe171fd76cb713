package io.pasarela.bench.push;

import io.pasarela.bench.load.Load;
import io.pasarela.bench.load.LoadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * One message to many listeners, again and again: a few messages are on their way all the time, and the next one is published when everybody has
 * heard one of them. The listeners stay from one measurement to the next.
 */
final class FanOut implements Load {
    /** With one message a server would be idle between the last listener and the next message; with many they would wait for each other. */
    static final int ON_THEIR_WAY = 4;

    private static final Duration LAST_WITHIN = Duration.ofSeconds(15);
    private static final long LATENCY_MAX_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Listeners listeners;
    private final Runnable publisher;

    /** By number of the message, over all measurements: when it was published, and how many have heard it. */
    private final List<long[]> messages = new ArrayList<>();

    private int heardByAll;
    private long deliveries;
    private Histogram latencies = new Histogram(LATENCY_MAX_NANOS, 3);

    /** @param publisher hands the server the next message for all who listen, and does not wait until they have heard it */
    FanOut(Listeners listeners, Runnable publisher) {
        this.listeners = listeners;
        this.publisher = publisher;
        listeners.onEvent((_, event, _) -> heard(event));
    }

    @Override
    public Turn prepare(int connections, int threads, Duration length, int requests) {
        return new Turn() {
            @Override
            public LoadResult run() {
                return publishFor(length);
            }

            @Override
            public void close() {}
        };
    }

    private LoadResult publishFor(Duration length) {
        // Signs of life that came while another server had its turn.
        listeners.hear(Duration.ZERO);
        latencies = new Histogram(LATENCY_MAX_NANOS, 3);
        deliveries = 0;
        int before = messages.size();
        long began = System.nanoTime();
        long end = began + length.toNanos();
        long patience = end + LAST_WITHIN.toNanos();
        long now = began;
        while (now < end || heardByAll < messages.size() && now < patience) {
            while (now < end && messages.size() - heardByAll < ON_THEIR_WAY) {
                messages.add(new long[] {System.nanoTime(), 0});
                publisher.run();
            }
            listeners.hear(Duration.ofMillis(50));
            now = System.nanoTime();
        }
        long missing = (long) (messages.size() - before) * listeners.count() - deliveries;
        return new LoadResult(
                deliveries,
                Math.abs(missing),
                Duration.ofNanos(now - began),
                latencies,
                missing == 0 ? Optional.empty() : Optional.of(missing + " deliveries are missing"));
    }

    private void heard(long event) {
        long[] message = messages.get((int) event);
        latencies.recordValue(Math.min(LATENCY_MAX_NANOS, System.nanoTime() - message[0]));
        deliveries++;
        if (++message[1] == listeners.count()) {
            heardByAll++;
        }
    }
}
