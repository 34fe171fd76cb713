package io.pasarela.notification.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.notification.delivery.Attempt;
import io.pasarela.notification.delivery.Channel;
import io.pasarela.notification.delivery.Deliveries;
import io.pasarela.notification.delivery.Delivery;
import io.pasarela.notification.delivery.News;
import io.pasarela.notification.outbound.GuardedHttp;
import io.pasarela.notification.outbound.SendFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Posts signed events to the endpoints of clients, and disables those where nobody is. */
@ApplicationScoped
class WebhookChannel implements Channel {

    static final String NAME = "webhook";

    private static final Logger LOG = Logger.getLogger(WebhookChannel.class);

    private static final String INTEND = """
            insert into deliveries (channel, destination, client, lane, message_id, type, data, due_at)
            select $1::text, id, client, id::text, $3::uuid, $4::text, $5::text, now() + $6::bigint * interval '1 millisecond' from webhook_endpoints
            where client = $2 and disabled_at is null and (event_types = '{}' or $4::text = any(event_types))
            on conflict (channel, destination, message_id) do nothing
            """;

    private static final String FAILED = """
            update webhook_endpoints set failing_since = coalesce(failing_since, now()) where id = $1
            returning failing_since <= now() - $2::bigint * interval '1 millisecond' as for_long
            """;

    private static final String DISABLE = """
            update webhook_endpoints set disabled_at = now(), disabled_reason = $2
            where id = $1 and disabled_at is null returning client
            """;

    /** The client's other endpoints hear of it, whatever they asked for. */
    private static final String TELL_OTHERS = """
            insert into deliveries (channel, destination, client, lane, message_id, type, data, due_at)
            select $1::text, id, client, id::text, $3::uuid, $4::text, $5::text, now() from webhook_endpoints
            where client = $2 and disabled_at is null
            """;

    private final WebhookEndpoints endpoints;
    private final GuardedHttp http;
    private final WebhookConfig config;
    private final MeterRegistry registry;

    WebhookChannel(WebhookEndpoints endpoints, GuardedHttp http, WebhookConfig config, MeterRegistry registry) {
        this.endpoints = endpoints;
        this.http = http;
        this.config = config;
        this.registry = registry;
    }

    @Override
    public Settings settings() {
        return new Settings(NAME, config.enabled(), config.schedule(), config.concurrency(), config.perEndpoint());
    }

    @Override
    public Optional<String> fault(boolean production) {
        return Optional.empty();
    }

    @Override
    public Uni<Void> intend(SqlConnection connection, News news) {
        return connection
                .preparedQuery(INTEND)
                .execute(Tuple.tuple(List.of(
                        NAME,
                        news.event().ramp().client(),
                        news.id(),
                        news.event().type(),
                        WebhookEvent.of(news),
                        config.schedule().getFirst().toMillis())))
                .replaceWithVoid();
    }

    @Override
    public Uni<Attempt> send(Delivery delivery) {
        Instant startedAt = Instant.now();
        return endpoints
                .target(delivery.destination())
                .flatMap(target -> target.filter(WebhookEndpoints.Target::enabled)
                        .map(enabled -> post(delivery, enabled, startedAt))
                        .orElseGet(() -> Uni.createFrom().item(Attempt.disabled(startedAt))));
    }

    private Uni<Attempt> post(Delivery delivery, WebhookEndpoints.Target target, Instant startedAt) {
        byte[] body = delivery.data().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of(
                "Content-Type", "application/json",
                "User-Agent", "Pasarela-Webhooks/1",
                "webhook-id", delivery.messageId().toString(),
                "webhook-timestamp", Long.toString(startedAt.getEpochSecond()),
                "webhook-signature",
                        StandardWebhook.signatures(target.secrets(), delivery.messageId(), startedAt, body));
        return http.post(URI.create(target.url()), headers, body, config.timeout())
                .map(reply -> Attempt.of(startedAt, reply))
                .onFailure(SendFailure.class)
                .recoverWithItem(failure -> Attempt.of(startedAt, failure));
    }

    @Override
    public Uni<Void> tried(SqlConnection connection, Delivery delivery, Attempt attempt) {
        UUID id = delivery.destination();
        return switch (attempt.verdict()) {
            case DELIVERED ->
                connection
                        .preparedQuery(
                                "update webhook_endpoints set failing_since = null where id = $1 and failing_since is not null")
                        .execute(Tuple.of(id))
                        .replaceWithVoid();
            case GONE -> disable(connection, id, "GONE");
            case REFUSED -> Uni.createFrom().voidItem();
            case RETRY ->
                connection
                        .preparedQuery(FAILED)
                        .execute(Tuple.of(id, config.disableAfter().toMillis()))
                        .flatMap(rows -> isForLong(rows)
                                ? disable(connection, id, "FAILING")
                                : Uni.createFrom().voidItem());
        };
    }

    private static boolean isForLong(RowSet<Row> rows) {
        return rows.rowCount() == 1 && rows.iterator().next().getBoolean("for_long");
    }

    private Uni<Void> disable(SqlConnection connection, UUID id, String reason) {
        return connection
                .preparedQuery(DISABLE)
                .execute(Tuple.of(id, reason))
                .flatMap(rows -> rows.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : disabled(connection, id, rows.iterator().next().getString("client"), reason));
    }

    private Uni<Void> disabled(SqlConnection connection, UUID id, String client, String reason) {
        LOG.warnf("webhook endpoint %s of %s is disabled: %s", id, client, reason);
        registry.counter("pasarela.webhook.endpoints.disabled", "reason", reason)
                .increment();
        return Deliveries.end(connection, NAME, id)
                .chain(() -> connection
                        .preparedQuery(TELL_OTHERS)
                        .execute(Tuple.tuple(List.of(
                                NAME,
                                client,
                                UUID.randomUUID(),
                                WebhookEvent.DISABLED,
                                WebhookEvent.disabled(id, reason)))))
                .replaceWithVoid();
    }
}
