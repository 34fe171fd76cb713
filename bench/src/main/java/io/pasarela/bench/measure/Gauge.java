package io.pasarela.bench.measure;

import java.time.Duration;
import java.util.List;

/** Tells what a server has used so far. */
public interface Gauge {

    /** Of a server whose use stands among the processes that work for the contestants. */
    Gauge ELSEWHERE = () -> new Usage(Duration.ZERO, 0);

    Usage read();

    /** How long its just-in-time compilers have worked; nothing for what has none. */
    default Duration compiled() {
        return Duration.ZERO;
    }

    /** Of servers whose use stands among the processes that work for the contestants. @param servers whose compilers have to rest */
    static Gauge elsewhere(Gauge servers) {
        return new Gauge() {
            @Override
            public Usage read() {
                return ELSEWHERE.read();
            }

            @Override
            public Duration compiled() {
                return servers.compiled();
            }
        };
    }

    /** Of several servers as if they were one. */
    static Gauge ofAll(List<? extends Gauge> servers) {
        return new Gauge() {
            @Override
            public Usage read() {
                return servers.stream().map(Gauge::read).reduce(new Usage(Duration.ZERO, 0), Usage::plus);
            }

            @Override
            public Duration compiled() {
                return servers.stream().map(Gauge::compiled).reduce(Duration.ZERO, Duration::plus);
            }
        };
    }
}
