package io.pasarela.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** The channels that are on: what is written for them, and the worker that each of them has. */
@ApplicationScoped
public class Couriers {

    private static final Logger LOG = Logger.getLogger(Couriers.class);
    private static final int FORGOTTEN_AT_ONCE = 1000;

    private final List<Channel> channels;
    private final List<Worker> workers = new ArrayList<>();
    private final Deliveries deliveries;
    private volatile List<Deliveries.Waiting> waiting = List.of();

    Couriers(@All List<Channel> all, Deliveries deliveries, MeterRegistry registry, Tracer tracer) {
        this.channels =
                all.stream().filter(channel -> channel.settings().isOn()).toList();
        this.deliveries = deliveries;
        for (Channel channel : channels) {
            workers.add(new Worker(channel, deliveries, registry, tracer));
            String name = channel.name();
            Tags tags = Tags.of("channel", name);
            registry.gauge(
                    "pasarela.deliveries.waiting",
                    tags,
                    this,
                    c -> c.waiting(name).count());
            registry.gauge(
                    "pasarela.deliveries.oldest.age.seconds",
                    tags,
                    this,
                    c -> c.waiting(name).oldestSeconds());
            registry.gauge(
                    "pasarela.deliveries.lag.seconds",
                    tags,
                    this,
                    c -> c.waiting(name).lagSeconds());
        }
    }

    /** Writes what is to be told of these notices, in the transaction that writes them. */
    public Uni<Void> intend(SqlConnection connection, List<News> notices) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (Channel channel : channels) {
            for (News news : notices) {
                all = all.chain(() -> channel.intend(connection, news));
            }
        }
        return all;
    }

    /** Whether the deployer has switched this channel on. */
    public boolean isOn(String name) {
        return channels.stream().anyMatch(channel -> channel.name().equals(name));
    }

    /** There may be something to do: every worker looks at once, and nobody waits for it. */
    public void wake() {
        workers.forEach(worker -> worker.look().subscribe().with(_ -> {}));
    }

    @Scheduled(
            every = "${pasarela.channels.deliveries.every:1s}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return workers.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join()
                        .all(workers.stream().map(Worker::look).toList())
                        .andCollectFailures()
                        .replaceWithVoid();
    }

    @Scheduled(every = "5s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> measure() {
        return channels.isEmpty()
                ? Uni.createFrom().voidItem()
                : deliveries
                        .waiting()
                        .invoke(seen -> waiting = seen)
                        .replaceWithVoid()
                        .onFailure()
                        .recoverWithNull();
    }

    @Scheduled(
            every = "${pasarela.channels.deliveries.forget-every:10m}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return channels.isEmpty()
                ? Uni.createFrom().voidItem()
                : forgetMore()
                        .onFailure()
                        .invoke(failure -> LOG.warnf(
                                "old deliveries stay for now: %s",
                                failure.getClass().getSimpleName()))
                        .onFailure()
                        .recoverWithNull();
    }

    private Uni<Void> forgetMore() {
        return deliveries
                .forget(FORGOTTEN_AT_ONCE)
                .flatMap(count -> count < FORGOTTEN_AT_ONCE ? Uni.createFrom().voidItem() : forgetMore());
    }

    private Deliveries.Waiting waiting(String channel) {
        return waiting.stream()
                .filter(one -> one.channel().equals(channel))
                .findFirst()
                .orElse(new Deliveries.Waiting(channel, 0, 0, 0));
    }
}
