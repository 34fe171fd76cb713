package io.pasarela.notification.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many streams may be open on this node, in all and by one listener. */
@ApplicationScoped
class Places {

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final LiveConfig config;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<Caller, Integer> taken = new ConcurrentHashMap<>();

    Places(LiveConfig config, MeterRegistry registry) {
        this.config = config;
        registry.gauge("pasarela.notifications.streams", all);
    }

    /** Takes a place, which is given back by {@link #leave}. Fails with a problem when there is none. */
    void enter(Caller caller) {
        if (all.incrementAndGet() > config.perNode()) {
            all.decrementAndGet();
            throw ProblemException.retry(
                    ProblemCode.SERVICE_UNAVAILABLE, "This replica has as many streams as it can keep.", COME_BACK);
        }
        int most = caller.subject() == null ? config.perClient() : config.perUser();
        int now = taken.merge(caller, 1, Integer::sum);
        if (now > most) {
            leave(caller);
            throw ProblemException.retry(
                    ProblemCode.RATE_LIMITED,
                    "%d streams are open already, which is as many as one listener may have. Close one."
                            .formatted(most),
                    COME_BACK);
        }
    }

    void leave(Caller caller) {
        all.decrementAndGet();
        taken.computeIfPresent(caller, (_, count) -> count == 1 ? null : count - 1);
    }
}
