package io.pasarela.bench.load;

import java.time.Duration;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * Requests in a closed loop, see {@link HttpLoad}.
 *
 * @param port on the loopback address
 * @param requests makes so many requests ready, none of which was sent before
 * @param accepted the statuses that count as answered
 */
public record HttpRequests(int port, Protocol protocol, IntFunction<? extends Requests> requests, IntPredicate accepted)
        implements Load {

    @Override
    public Turn prepare(int connections, int threads, Duration length, int count) {
        Requests ready = requests.apply(count);
        HttpLoad load = HttpLoad.open(port, connections, threads, protocol);
        return new Turn() {
            @Override
            public LoadResult run() {
                return load.run(ready, length, accepted);
            }

            @Override
            public void close() {
                load.close();
            }
        };
    }
}
