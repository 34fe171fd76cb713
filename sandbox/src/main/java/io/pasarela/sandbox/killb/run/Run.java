package io.pasarela.sandbox.killb.run;

import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;

/** What all parts of one run share. */
public record Run(
        Dials dials, SimClock clock, SeededIds ids, Timers timers, Faults faults, Stats stats, Bodies bodies) {

    public static Run begin(Vertx vertx, Behaviour behaviour, InstantSource time) {
        Dials dials = new Dials(behaviour);
        SeededIds ids = new SeededIds(dials);
        Stats stats = new Stats();
        return new Run(
                dials, new SimClock(time), ids, new Timers(vertx), new Faults(dials, ids, stats), stats, new Bodies());
    }

    public Behaviour behaviour() {
        return dials.behaviour();
    }

    public Instant now() {
        return clock.now();
    }

    public String newId(String kind) {
        return ids.next(kind);
    }

    /** Whether a reset has put another run in its place. */
    public boolean isOver() {
        return timers.stopped();
    }

    /** Nothing that this run had planned happens after this. */
    public void end() {
        timers.stop();
    }
}
