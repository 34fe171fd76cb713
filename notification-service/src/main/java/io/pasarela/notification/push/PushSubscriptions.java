package io.pasarela.notification.push;

import io.pasarela.gateway.Page;
import io.pasarela.notification.delivery.Deliveries;
import io.pasarela.notification.outbound.SecretBox;
import io.pasarela.notification.preference.Person;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Browsers that want to be told, in PostgreSQL; where they are and their keys are encrypted there. */
@ApplicationScoped
class PushSubscriptions {

    private static final String ADD = """
            insert into push_subscriptions (client, subject, service, digest, sealed, expires_at)
            select $1::text, $2::text, $3::text, $4::text, $5::text, $6::timestamptz
            where (select count(*) from push_subscriptions where client = $1::text and subject = $2::text and digest <> $4::text) < $7::int
            on conflict (client, digest) do update set sealed = $5::text, expires_at = $6::timestamptz
            returning *
            """;

    private final Pool pool;
    private final SecretBox box;
    private final PushConfig config;

    PushSubscriptions(Pool pool, SecretBox box, PushConfig config) {
        this.pool = pool;
        this.box = box;
        this.config = config;
    }

    /** Where to send, for whom to read it, and in which language. */
    record Target(URI endpoint, byte[] key, byte[] auth, String language) {}

    /**
     * Adds a browser, or takes it over: it belongs to who has signed in there last. Empty when the person has as many as there may be.
     */
    Uni<Optional<PushSubscription>> add(Person person, SubscriptionRequest.Checked request) {
        String sealed = box.seal(
                purpose(person.client()),
                new JsonObject()
                        .put("endpoint", request.endpoint().toString())
                        .put("p256dh", request.p256dh())
                        .put("auth", request.auth())
                        .encode());
        // What is on its way to somebody else in this browser must not arrive there any more: it goes to the row that
        // is deleted.
        return pool.withTransaction(connection -> connection
                .preparedQuery("delete from push_subscriptions where client = $1 and digest = $2 and subject <> $3")
                .execute(Tuple.of(person.client(), digest(request.endpoint()), person.subject()))
                .chain(() -> insert(connection, person, request, sealed)));
    }

    private Uni<Optional<PushSubscription>> insert(
            SqlConnection connection, Person person, SubscriptionRequest.Checked request, String sealed) {
        Long expiry = request.expirationTime();
        OffsetDateTime expiresAt =
                expiry == null ? null : Instant.ofEpochMilli(expiry).atOffset(ZoneOffset.UTC);
        return connection
                .preparedQuery(ADD)
                .execute(Tuple.tuple()
                        .addString(person.client())
                        .addString(person.subject())
                        .addString(request.endpoint().getHost())
                        .addString(digest(request.endpoint()))
                        .addString(sealed)
                        .addOffsetDateTime(expiresAt)
                        .addInteger(config.subscriptionsMax()))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(PushSubscription.of(rows.iterator().next())));
    }

    /** Newest first, one more than the limit. */
    Uni<List<PushSubscription>> list(Person person, Optional<Page.Cursor> after, int limit) {
        return pool.preparedQuery("""
                        select * from push_subscriptions
                        where client = $1 and subject = $2 and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
                        order by created_at desc, id desc limit $5
                        """)
                .execute(Tuple.tuple()
                        .addString(person.client())
                        .addString(person.subject())
                        .addValue(after.map(cursor -> cursor.createdAt().atOffset(ZoneOffset.UTC))
                                .orElse(null))
                        .addValue(after.map(Page.Cursor::id).orElse(null))
                        .addInteger(limit + 1))
                .map(rows -> {
                    List<PushSubscription> subscriptions = new ArrayList<>();
                    rows.forEach(row -> subscriptions.add(PushSubscription.of(row)));
                    return subscriptions;
                });
    }

    /** @return whether the person had it */
    Uni<Boolean> delete(Person person, UUID id) {
        return pool.withTransaction(connection -> connection
                .preparedQuery("delete from push_subscriptions where client = $1 and subject = $2 and id = $3")
                .execute(Tuple.of(person.client(), person.subject(), id))
                .map(rows -> rows.rowCount() == 1)
                .call(deleted -> deleted
                        ? Deliveries.end(connection, PushChannel.NAME, id)
                        : Uni.createFrom().voidItem()));
    }

    /** Nobody is there any more. */
    static Uni<Void> remove(SqlConnection connection, UUID id) {
        return connection
                .preparedQuery("delete from push_subscriptions where id = $1")
                .execute(Tuple.of(id))
                .chain(() -> Deliveries.end(connection, PushChannel.NAME, id));
    }

    Uni<Optional<Target>> target(UUID id) {
        return pool.preparedQuery("""
                        select s.*, p.language from push_subscriptions s
                        left join preferences p on p.client = s.client and p.subject = s.subject
                        where s.id = $1 and (s.expires_at is null or s.expires_at > now())
                        """)
                .execute(Tuple.of(id))
                .map(rows -> rows.rowCount() == 0
                        ? Optional.empty()
                        : Optional.of(target(rows.iterator().next())));
    }

    private Target target(Row row) {
        JsonObject opened = new JsonObject(box.open(purpose(row.getString("client")), row.getString("sealed"))
                .orElseThrow(() ->
                        new IllegalStateException("a push subscription was encrypted with a key that is not stated")));
        String language = row.getString("language");
        return new Target(
                URI.create(opened.getString("endpoint")),
                Base64.getUrlDecoder().decode(opened.getString("p256dh")),
                Base64.getUrlDecoder().decode(opened.getString("auth")),
                language == null ? "" : language);
    }

    private static String digest(URI endpoint) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(endpoint.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String purpose(String client) {
        return "push subscription of " + client;
    }
}
