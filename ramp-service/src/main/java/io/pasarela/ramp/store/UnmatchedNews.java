package io.pasarela.ramp.store;

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

    UnmatchedNews(Pool pool) {
        this.pool = pool;
    }

    /** A webhook that waits for its subject. */
    public record Waiting(String provider, String eventId, byte[] body) {}

    public Uni<Void> keep(Waiting news, String resourceId) {
        return pool.preparedQuery("""
                        insert into unmatched_news (provider, event_id, resource_id, body, received_at)
                        values ($1, $2, $3, $4, now()) on conflict do nothing
                        """)
                .execute(Tuple.of(news.provider(), news.eventId(), resourceId, Buffer.buffer(news.body())))
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
