package io.pasarela.ramp.retention;

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

/** Deletes what is old, in transactions of their own that are small enough to hinder nobody; replicas take different rows. */
@ApplicationScoped
class Retention {

    private static final Logger LOG = Logger.getLogger(Retention.class);

    /** The ramp's last change counts too: a late refund keeps the whole story. */
    private static final String TIMELINE = """
            delete from timeline where id in (
                select t.id from timeline t join ramps r on r.id = t.ramp_id
                where t.at < $1 and r.updated_at < $1 and r.next_check_at is null
                limit $2 for update of t skip locked)
            """;

    private static final String UNMATCHED = """
            delete from unmatched_news where (provider, event_id) in (
                select provider, event_id from unmatched_news where received_at < $1
                limit $2 for update skip locked)
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
            every = "${pasarela.ramp.retention.every:1h}",
            delayed = "10s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> forget() {
        return forget("timeline", TIMELINE, config.timeline())
                .chain(() -> forget("unmatched_news", UNMATCHED, config.unmatched()));
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
                        .invoke(rows -> registry.counter("pasarela.retention.deleted", "table", table)
                                .increment(rows.rowCount()))
                        .flatMap(rows -> rows.rowCount() < config.batch()
                                ? Uni.createFrom().voidItem()
                                : batch(table, statement, before, left - 1));
    }
}
