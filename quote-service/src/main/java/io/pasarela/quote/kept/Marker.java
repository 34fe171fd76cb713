package io.pasarela.quote.kept;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Says in Redis whether everything is there. It is at once the lock of whoever rebuilds: it names one rebuild on one run of Redis, so a Redis that
 * is wiped or replaced meanwhile, or a holder that was given up, is noticed at the next step and never ends in a marker that lies.
 */
@ApplicationScoped
class Marker {

    enum State {
        MISSING,
        /** Another replica rebuilds. */
        BUILDING,
        /** This rebuild holds it. */
        MINE,
        READY
    }

    private static final Script SCRIPT = Script.askingMarker(Marker.class, "rebuild.lua");

    private final Redis redis;
    private final KeptConfig config;

    Marker(Redis redis, KeptConfig config) {
        this.redis = redis;
        this.config = config;
    }

    State look() {
        return step("look", "");
    }

    /** @return {@code MINE} to exactly one of all who begin at a time */
    State begin(String token) {
        return step("begin", token);
    }

    /** @return {@code MINE} while the rebuild still makes sense */
    State renew(String token) {
        return step("renew", token);
    }

    /** @return {@code READY} unless Redis has lost something since {@link #begin} */
    State complete(String token) {
        return step("complete", token);
    }

    /** Lets another one begin at once. */
    State release(String token) {
        return step("release", token);
    }

    private State step(String step, String token) {
        var command = new Command(
                SCRIPT,
                List.of(Redis.MARKER),
                List.of(step, token, Long.toString(config.lease().toMillis())));
        return State.valueOf(String.valueOf(
                redis.run(command).await().atMost(config.answerWithin().multipliedBy(2))));
    }
}
