package io.pasarela.notification.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.pasarela.notification.Bell;
import io.pasarela.service.TraceParent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Reads what is new for everybody who listens on this node: each notice once per key, and the news of all keys in one statement. Rings that come
 * while a statement is under way are answered together by the next one. Its state is used on its own event loop only.
 */
@ApplicationScoped
class Hub {

    private static final Logger LOG = Logger.getLogger(Hub.class);
    private static final int BATCH_MAX = 200;

    /** Keys asked for at once. */
    private static final int KEYS_MAX = 1000;

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Those who listen with one key. */
    private static final class Group {
        /** Everything up to here has been read and handed over. */
        private long position;

        private final int slot;
        private int listeners;
        private final Map<Context, Crowd> crowds = new HashMap<>(2);

        Group(long position, int slot) {
            this.position = position;
            this.slot = slot;
        }
    }

    private final History history;
    private final Bell bell;
    private final int slots;
    private final Context context;
    private final Vertx vertx;
    private final Counter looks;
    private final Tracer tracer;
    private final Map<Key, Group> groups = new HashMap<>();
    private final Set<Key> rung = new LinkedHashSet<>();
    private boolean reading;
    private boolean wasDeaf;
    private int second;
    private int joined;

    Hub(History history, Bell bell, LiveConfig config, Vertx vertx, MeterRegistry registry, Tracer tracer) {
        this.history = history;
        this.bell = bell;
        this.slots = Math.max(1, (int) config.lookEvery().toSeconds());
        this.vertx = vertx;
        this.tracer = tracer;
        this.context = vertx.getOrCreateContext();
        this.looks = registry.counter("pasarela.notifications.looks");
    }

    void start(@Observes StartupEvent event) {
        bell.onRing(rings -> context.runOnContext(_ -> {
            rings.grown().forEach(ring -> {
                ring(new Key(ring.client(), ring.subject()));
                ring(new Key(ring.client(), null));
            });
            read();
        }));
        context.runOnContext(_ -> vertx.setPeriodic(SECOND.toMillis(), _ -> lookAnyway()));
    }

    /**
     * Takes a listener in, and answers it by {@link Listener#joined} on its own event loop.
     *
     * @param end a position up to which nothing new can come any more
     */
    void join(Listener listener, long end) {
        context.runOnContext(_ -> {
            Group group = groups.computeIfAbsent(listener.key(), _ -> new Group(end, joined++ % slots));
            group.listeners++;
            Crowd crowd = group.crowds.computeIfAbsent(listener.context(), _ -> new Crowd());
            long position = group.position;
            listener.context().runOnContext(_ -> listener.joined(crowd, position));
            if (position < end) {
                ring(listener.key());
                read();
            }
        });
    }

    void leave(Listener listener) {
        context.runOnContext(_ -> {
            Group group = groups.get(listener.key());
            if (group != null && --group.listeners == 0) {
                groups.remove(listener.key());
            }
        });
    }

    private void ring(Key key) {
        if (groups.containsKey(key)) {
            rung.add(key);
        }
    }

    /** Each key in its second; all of them when rings may have been lost. */
    private void lookAnyway() {
        second = (second + 1) % slots;
        boolean all = bell.isDeaf() || wasDeaf;
        wasDeaf = bell.isDeaf();
        groups.forEach((key, group) -> {
            if (all || group.slot == second) {
                rung.add(key);
            }
        });
        read();
    }

    private void read() {
        if (reading) {
            return;
        }
        Map<Key, Long> asked = new LinkedHashMap<>();
        for (var keys = rung.iterator(); keys.hasNext() && asked.size() < KEYS_MAX; keys.remove()) {
            Key key = keys.next();
            Group group = groups.get(key);
            if (group != null) {
                asked.put(key, group.position);
            }
        }
        if (asked.isEmpty()) {
            return;
        }
        reading = true;
        looks.increment();
        history.after(asked, BATCH_MAX)
                .subscribe()
                .with(
                        found -> context.runOnContext(_ -> {
                            reading = false;
                            found.forEach(this::handOver);
                            read();
                        }),
                        // The next look, at the latest, asks again.
                        failure -> context.runOnContext(_ -> {
                            reading = false;
                            rung.addAll(asked.keySet());
                            LOG.warnf(
                                    "notices cannot be read: %s",
                                    failure.getClass().getSimpleName());
                        }));
    }

    private void handOver(Key key, List<Told> notices) {
        Group group = groups.get(key);
        // Everybody may have left while the answer was on its way, and somebody else have come.
        if (group == null) {
            return;
        }
        long upTo = notices.getLast().position();
        if (upTo <= group.position) {
            return;
        }
        group.position = upTo;
        if (notices.size() == BATCH_MAX) {
            rung.add(key);
        }
        notices.forEach(told -> trace(told, group.listeners));
        group.crowds.forEach((loop, crowd) -> loop.runOnContext(_ -> crowd.hear(notices, upTo)));
    }

    /** The end of a trace: people are told. */
    private void trace(Told told, int listeners) {
        if (told.traceparent() != null) {
            tracer.spanBuilder("streams push")
                    .setParent(TraceParent.context(told.traceparent()))
                    .setSpanKind(SpanKind.PRODUCER)
                    .setAttribute("pasarela.listeners", listeners)
                    .startSpan()
                    .end();
        }
    }
}
