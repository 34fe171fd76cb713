package io.pasarela.sandbox.killb.run;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Later work of one run. After a reset what was planned before it does not happen any more. */
public final class Timers {
    private final Vertx vertx;
    private boolean stopped;

    Timers(Vertx vertx) {
        this.vertx = vertx;
    }

    public void after(Duration pause, Runnable work) {
        vertx.setTimer(Math.max(1, pause.toMillis()), _ -> {
            if (!stopped) {
                work.run();
            }
        });
    }

    boolean stopped() {
        return stopped;
    }

    void stop() {
        stopped = true;
    }
}
