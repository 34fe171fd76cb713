package io.pasarela.bench.measure;

import java.time.Duration;

/** Tells what a server has used so far. */
public interface Gauge {

    /** Of a server whose use stands among the processes that work for the contestants. */
    Gauge ELSEWHERE = () -> new Usage(Duration.ZERO, 0);

    Usage read();
}
