package io.pasarela.bench.quote;

import io.pasarela.sandbox.killb.KillbSettings;
import io.pasarela.sandbox.killb.KillbSimulator;
import io.vertx.core.Vertx;

/** The provider in a process of its own, without a rate limit, so that its CPU can be told from the load generator's. */
final class SimulatedProvider {
    static final int NO_LIMIT = 1_000_000;

    private SimulatedProvider() {}

    /** @param arguments port */
    static void main(String[] arguments) {
        KillbSettings settings = KillbSettings.DEFAULT
                .with("requestsPerSecond", NO_LIMIT)
                .with("burst", NO_LIMIT)
                .withPort(Integer.parseInt(arguments[0]));
        KillbSimulator.start(Vertx.vertx(), settings);
    }
}
