package io.pasarela.ramp.dispatch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.ramp.retention.RetentionConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Webhooks about ramps, users and accounts that nobody here knows yet. Whoever stores one looks for its subject afterwards, and whoever confirms a subject looks
 * here afterwards: since both write first and look second, one of the two always sees the other.
 */
@ApplicationScoped
public class UnmatchedNews {

    /** So many are read at once. */
    public static final int AT_ONCE = 100;

    private final Pool pool;
    private final RetentionConfig config;
    private final Counter notKept;

    UnmatchedNews(Pool pool, RetentionConfig config, MeterRegistry registry) {
        this.pool = pool;
        this.config = config;
        this.notKept = registry.counter("pasarela.unmatched.not.kept");
    }

    /** A webhook that waits for its subject. */
    public record Waiting(String provider, String eventId, byte[] body) {}

    /**
     * Keeps it until its subject is known. Beyond a number of them, as PostgreSQL's statistics count, it is not kept: whoever sends so many means to
     * fill a disk, and what is ours among them is found by reconciliation.
     */
    public Uni<Void> keep(Waiting news, String resourceId) {
        return pool.preparedQuery("""
                        insert into unmatched_news (provider, event_id, resource_id, body, received_at)
                        select $1, $2, $3, $4, now()
                        where (select reltuples from pg_class where oid = 'unmatched_news'::regclass) < $5
                        on conflict do nothing
                        """)
                .execute(Tuple.of(news.provider(), news.eventId(), resourceId, Buffer.buffer(news.body()), (float)
                        config.unmatchedMax()))
                .invoke(rows -> notKept.increment(1 - rows.rowCount()))
                .replaceWithVoid();
    }

    /** What waits for this resource, the oldest {@link #AT_ONCE} first. */
    public Uni<List<Waiting>> of(String provider, String resourceId) {
        return pool.preparedQuery("""
                        select event_id, body from unmatched_news where provider = $1 and resource_id = $2
                        order by received_at limit 100
                        """).execute(Tuple.of(provider, resourceId)).map(rows -> {
            List<Waiting> waiting = new ArrayList<>();
            rows.forEach(row -> waiting.add(new Waiting(
                    provider, row.getString("event_id"), row.getBuffer("body").getBytes())));
            return waiting;
        });
    }

    public Uni<Void> done(Waiting news) {
        return pool.preparedQuery("delete from unmatched_news where provider = $1 and event_id = $2")
                .execute(Tuple.of(news.provider(), news.eventId()))
                .replaceWithVoid();
    }
}
