package io.pasarela.notification.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/**
 * Deletes what is old, in statements of their own that are small enough to hinder nobody; replicas take different rows. What is deleted and up to
 * where is one statement, so that no stream ever sees the one without the other.
 */
@ApplicationScoped
class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);

    private static final String NOTICES = """
            with old as (
                select position from notices where created_at < $1 and not (newest and not terminal)
                order by position limit $2 for update skip locked),
            gone as (
                delete from notices n using old where n.position = old.position
                returning n.client, n.subject, n.position),
            noted as (
                insert into forgotten (client, subject, position)
                select client, subject, max(position) from gone group by client, subject order by client, subject
                on conflict (client, subject) do update set position = greatest(forgotten.position, excluded.position))
            select count(*)::int from gone
            """;

    private static final String REVOCATIONS = """
            with old as (
                select id from revocations where revoked_at < $1 order by id limit $2 for update skip locked),
            gone as (
                delete from revocations r using old where r.id = old.id returning r.id)
            select count(*)::int from gone
            """;

    private final Pool pool;
    private final RetentionConfig config;
    private final MeterRegistry registry;

    Retention(Pool pool, RetentionConfig config, MeterRegistry registry) {
        this.pool = pool;
        this.config = config;
        this.registry = registry;
    }

    @Scheduled(
            every = "${pasarela.notifications.retention.every:10m}",
            delayed = "1s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return forget("notices", NOTICES, config.notices())
                .chain(() -> forget("revocations", REVOCATIONS, config.revocations()));
    }

    private Uni<Void> forget(String table, String statement, Duration age) {
        OffsetDateTime before = OffsetDateTime.now(ZoneOffset.UTC).minus(age);
        return batch(table, statement, before, config.batches())
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "%s keeps its old rows: %s", table, failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> batch(String table, String statement, OffsetDateTime before, int left) {
        return left == 0
                ? Uni.createFrom().voidItem()
                : pool.preparedQuery(statement)
                        .execute(Tuple.of(before, config.batch()))
                        .map(rows -> rows.iterator().next().getInteger(0))
                        .invoke(deleted -> registry.counter("pasarela.retention.deleted", "table", table)
                                .increment(deleted))
                        .flatMap(deleted -> deleted < config.batch()
                                ? Uni.createFrom().voidItem()
                                : batch(table, statement, before, left - 1));
    }
}
