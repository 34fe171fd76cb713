package io.pasarela.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.pasarela.service.TraceParent;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Works off one channel on this replica: takes as much as there are free places, sends side by side, records each as it ends. */
final class Worker {

    private static final Logger LOG = Logger.getLogger(Worker.class);

    private final Channel channel;
    private final Deliveries deliveries;
    private final MeterRegistry registry;
    private final Tracer tracer;
    private final Map<String, Integer> underWay = new HashMap<>();
    private final AtomicBoolean taking = new AtomicBoolean();

    /** Somebody wanted a look while one was under way, which may have been too early to see what there is. */
    private final AtomicBoolean again = new AtomicBoolean();

    Worker(Channel channel, Deliveries deliveries, MeterRegistry registry, Tracer tracer) {
        this.channel = channel;
        this.deliveries = deliveries;
        this.registry = registry;
        this.tracer = tracer;
    }

    /** Looks for what is due, unless it is looking already. Never fails: what cannot be taken now is taken at the next look. */
    Uni<Void> look() {
        if (!taking.compareAndSet(false, true)) {
            again.set(true);
            return Uni.createFrom().voidItem();
        }
        return take().onFailure()
                .invoke(failure -> LOG.warnf(
                        "deliveries of %s wait: %s",
                        channel.name(), failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull()
                .onTermination()
                .invoke(this::looked);
    }

    private void looked() {
        taking.set(false);
        if (again.getAndSet(false)) {
            look().subscribe().with(_ -> {});
        }
    }

    private Uni<Void> take() {
        int free = free();
        if (free == 0) {
            return Uni.createFrom().voidItem();
        }
        return deliveries
                .take(channel.name(), full(), free, this::hasRoom)
                .invoke(this::sendAll)
                // Until there is nothing left that has room: the first look may have met a lane with a long queue.
                .flatMap(taken -> taken.isEmpty() ? Uni.createFrom().voidItem() : take());
    }

    private void sendAll(List<Delivery> taken) {
        synchronized (underWay) {
            taken.forEach(delivery -> underWay.merge(delivery.lane(), 1, Integer::sum));
        }
        taken.forEach(delivery -> send(delivery)
                .onTermination()
                .invoke(() -> done(delivery))
                .subscribe()
                .with(
                        _ -> {},
                        failure -> LOG.warnf(
                                "delivery %s will be repeated, because its outcome could not be recorded: %s",
                                delivery.id(), failure.getClass().getSimpleName())));
    }

    private Uni<Void> send(Delivery delivery) {
        Instant startedAt = Instant.now();
        Span span = tracer.spanBuilder(channel.name() + " deliver")
                .setParent(TraceParent.context(delivery.traceparent()))
                .setSpanKind(SpanKind.CLIENT)
                .startSpan();
        return Uni.createFrom()
                .deferred(() -> channel.send(delivery))
                .onFailure()
                .recoverWithItem(failure -> unforeseen(delivery, startedAt, failure))
                .invoke(attempt -> end(span, attempt))
                .flatMap(attempt -> record(delivery, attempt));
    }

    private static void end(Span span, Attempt attempt) {
        if (!attempt.isDelivered()) {
            span.setStatus(StatusCode.ERROR, String.valueOf(attempt.error()));
        }
        span.end();
    }

    private Attempt unforeseen(Delivery delivery, Instant startedAt, Throwable failure) {
        // What a library says may quote an address or a secret.
        LOG.errorf(
                "delivery %s met what nobody foresaw: %s",
                delivery.id(), failure.getClass().getName());
        return Attempt.of(startedAt, failure);
    }

    private Uni<Void> record(Delivery delivery, Attempt attempt) {
        var next = RetryRules.next(
                channel.settings().schedule(),
                delivery.tries() + 1,
                attempt,
                ThreadLocalRandom.current().nextInt(100));
        String outcome = attempt.isDelivered() ? "delivered" : next.isPresent() ? "retry" : "failed";
        registry.timer("pasarela.delivery.attempt", "channel", channel.name(), "outcome", outcome)
                .record(attempt.latency());
        LOG.debugf(
                "%s delivery %s: %s %s", channel.name(), delivery.id(), outcome, Optional.ofNullable(attempt.error()));
        return deliveries.record(channel, delivery, attempt, next);
    }

    private void done(Delivery delivery) {
        synchronized (underWay) {
            underWay.computeIfPresent(delivery.lane(), (_, count) -> count == 1 ? null : count - 1);
        }
        look().subscribe().with(_ -> {});
    }

    private int free() {
        synchronized (underWay) {
            return channel.settings().concurrency()
                    - underWay.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private List<String> full() {
        synchronized (underWay) {
            return underWay.entrySet().stream()
                    .filter(lane -> lane.getValue() >= channel.settings().perLane())
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    private boolean hasRoom(String lane, int alreadyTaken) {
        synchronized (underWay) {
            return underWay.getOrDefault(lane, 0) + alreadyTaken
                    < channel.settings().perLane();
        }
    }
}
