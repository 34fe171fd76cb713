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

/** How many streams may be open on this node: in all, by one client's users together, and by one listener. */
@ApplicationScoped
class Places {

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final LiveConfig config;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<Caller, Integer> taken = new ConcurrentHashMap<>();
    private final Map<String, Integer> takenByUsersOf = new ConcurrentHashMap<>();

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
        boolean ofUser = caller.subject() != null;
        int most = ofUser ? config.perUser() : config.perClient();
        int now = taken.merge(caller, 1, Integer::sum);
        int together = ofUser ? takenByUsersOf.merge(caller.client(), 1, Integer::sum) : 0;
        if (now > most) {
            leave(caller);
            throw full("%d streams are open already, which is as many as one listener may have. Close one.", most);
        }
        if (together > config.perClientsUsers()) {
            leave(caller);
            throw full(
                    "%d streams of this client's users are open on this replica, which is as many as one client's may have.",
                    config.perClientsUsers());
        }
    }

    void leave(Caller caller) {
        all.decrementAndGet();
        oneLess(taken, caller);
        if (caller.subject() != null) {
            oneLess(takenByUsersOf, caller.client());
        }
    }

    private static <K> void oneLess(Map<K, Integer> counts, K key) {
        counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
    }

    private static ProblemException full(String detail, int most) {
        return ProblemException.retry(ProblemCode.RATE_LIMITED, detail.formatted(most), COME_BACK);
    }
}
