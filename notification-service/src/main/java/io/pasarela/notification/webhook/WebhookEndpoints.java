package io.pasarela.notification.webhook;

import io.pasarela.gateway.Page;
import io.pasarela.notification.delivery.Deliveries;
import io.pasarela.notification.outbound.SecretBox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The endpoints, in PostgreSQL. Their secrets are encrypted there, each bound to its endpoint's client. */
@ApplicationScoped
class WebhookEndpoints {

    private final Pool pool;
    private final SecretBox box;
    private final WebhookConfig config;

    WebhookEndpoints(Pool pool, SecretBox box, WebhookConfig config) {
        this.pool = pool;
        this.box = box;
        this.config = config;
    }

    /** Where to send, and what signs. */
    record Target(String url, boolean enabled, List<String> secrets) {}

    /** Registers one; empty when the client has as many as it may have. */
    Uni<Optional<WebhookEndpoint>> add(String client, EndpointRequest request) {
        String secret = StandardWebhook.newSecret();
        // One at a time per client: two that count at once would both find room for one.
        return pool.withTransaction(connection -> connection
                        .preparedQuery(
                                "select pg_advisory_xact_lock(hashtextextended('webhook-endpoints ' || $1::text, 0))")
                        .execute(Tuple.of(client))
                        .chain(() -> connection
                                .preparedQuery("""
                                        insert into webhook_endpoints (client, url, description, event_types, secret)
                                        select $1::text, $2::text, $3::text, $4::text[], $5::text
                                        where (select count(*) from webhook_endpoints where client = $1::text) < $6::int
                                        returning *
                                        """)
                                .execute(Tuple.tuple()
                                        .addString(client)
                                        .addString(request.url())
                                        .addString(request.description())
                                        .addArrayOfString(request.types())
                                        .addString(box.seal(purpose(client), secret))
                                        .addInteger(config.endpointsMax()))))
                .map(rows -> first(rows).map(endpoint -> endpoint.with(secret)));
    }

    /** Newest first, one more than the limit. */
    Uni<List<WebhookEndpoint>> list(String client, Optional<Page.Cursor> after, int limit) {
        return pool.preparedQuery("""
                        select * from webhook_endpoints
                        where client = $1 and ($2::timestamptz is null or (created_at, id) < ($2, $3::uuid))
                        order by created_at desc, id desc limit $4
                        """)
                .execute(Tuple.tuple()
                        .addString(client)
                        .addValue(after.map(cursor -> cursor.createdAt().atOffset(ZoneOffset.UTC))
                                .orElse(null))
                        .addValue(after.map(Page.Cursor::id).orElse(null))
                        .addInteger(limit + 1))
                .map(rows -> {
                    List<WebhookEndpoint> endpoints = new ArrayList<>();
                    rows.forEach(row -> endpoints.add(WebhookEndpoint.of(row)));
                    return endpoints;
                });
    }

    Uni<Optional<WebhookEndpoint>> find(String client, UUID id) {
        return pool.preparedQuery("select * from webhook_endpoints where client = $1 and id = $2")
                .execute(Tuple.of(client, id))
                .map(WebhookEndpoints::first);
    }

    /** The same with its secret. */
    Uni<Optional<WebhookEndpoint>> reveal(String client, UUID id) {
        return pool.preparedQuery("select * from webhook_endpoints where client = $1 and id = $2")
                .execute(Tuple.of(client, id))
                .map(rows -> first(rows)
                        .map(endpoint -> endpoint.with(
                                opened(client, rows.iterator().next().getString("secret")))));
    }

    /** Changes what is stated; an endpoint that is enabled begins with a clean record. */
    Uni<Optional<WebhookEndpoint>> change(String client, UUID id, EndpointRequest change) {
        return pool.withTransaction(connection -> connection
                .preparedQuery("""
                        update webhook_endpoints set
                            url = coalesce($3::text, url), description = coalesce($4::text, description),
                            event_types = coalesce($5::text[], event_types),
                            disabled_at = case when $6::boolean then null when not $6::boolean then coalesce(disabled_at, now()) else disabled_at end,
                            disabled_reason = case when $6::boolean then null
                                when not $6::boolean then coalesce(disabled_reason, 'CLIENT') else disabled_reason end,
                            failing_since = case when $6::boolean then null else failing_since end
                        where client = $1 and id = $2 returning *
                        """)
                .execute(Tuple.tuple()
                        .addString(client)
                        .addUUID(id)
                        .addString(change.url())
                        .addString(change.description())
                        .addArrayOfString(change.eventTypes() == null ? null : change.types())
                        .addBoolean(change.enabled()))
                .map(WebhookEndpoints::first)
                .call(changed -> Boolean.FALSE.equals(change.enabled()) && changed.isPresent()
                        ? Deliveries.end(connection, WebhookChannel.NAME, id)
                        : Uni.createFrom().voidItem()));
    }

    /** Deletes one with its deliveries. @return whether there was one */
    Uni<Boolean> delete(String client, UUID id) {
        return pool.withTransaction(connection -> connection
                .preparedQuery("delete from webhook_endpoints where client = $1 and id = $2")
                .execute(Tuple.of(client, id))
                .map(rows -> rows.rowCount() == 1)
                .call(deleted -> deleted
                        ? connection
                                .preparedQuery("delete from deliveries where channel = $1 and destination = $2")
                                .execute(Tuple.of(WebhookChannel.NAME, id))
                        : Uni.createFrom().voidItem()));
    }

    /** Gives it a new secret; the one before it goes on signing for a while. */
    Uni<Optional<WebhookEndpoint>> rotate(String client, UUID id) {
        String secret = StandardWebhook.newSecret();
        return pool.preparedQuery("""
                        update webhook_endpoints set previous_secret = secret,
                            previous_until = now() + $3::bigint * interval '1 millisecond', secret = $4
                        where client = $1 and id = $2 returning *
                        """)
                .execute(Tuple.of(client, id, config.secretOverlap().toMillis(), box.seal(purpose(client), secret)))
                .map(rows -> first(rows).map(endpoint -> endpoint.with(secret)));
    }

    Uni<Optional<Target>> target(UUID id) {
        return pool.preparedQuery("select *, previous_until > now() as both_sign from webhook_endpoints where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(target(rows.iterator().next())));
    }

    private Target target(Row row) {
        String client = row.getString("client");
        List<String> secrets = new ArrayList<>();
        secrets.add(opened(client, row.getString("secret")));
        if (Boolean.TRUE.equals(row.getBoolean("both_sign"))) {
            secrets.add(opened(client, row.getString("previous_secret")));
        }
        return new Target(row.getString("url"), row.getValue("disabled_at") == null, secrets);
    }

    private String opened(String client, String sealed) {
        return box.open(purpose(client), sealed)
                .orElseThrow(() ->
                        new IllegalStateException("a webhook secret was encrypted with a key that is not stated"));
    }

    private static String purpose(String client) {
        return "webhook secret of " + client;
    }

    private static Optional<WebhookEndpoint> first(RowSet<Row> rows) {
        return rows.rowCount() == 0
                ? Optional.empty()
                : Optional.of(WebhookEndpoint.of(rows.iterator().next()));
    }
}
