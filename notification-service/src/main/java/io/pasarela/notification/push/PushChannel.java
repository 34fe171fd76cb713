package io.pasarela.notification.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.notification.delivery.Attempt;
import io.pasarela.notification.delivery.Channel;
import io.pasarela.notification.delivery.Delivery;
import io.pasarela.notification.delivery.News;
import io.pasarela.notification.message.Languages;
import io.pasarela.notification.message.Message;
import io.pasarela.notification.message.Messages;
import io.pasarela.notification.outbound.GuardedHttp;
import io.pasarela.notification.outbound.SendFailure;
import io.pasarela.notification.preference.ChangeKind;
import io.pasarela.notification.preference.Person;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tells browsers, and forgets those that are gone. */
@ApplicationScoped
class PushChannel implements Channel {

    static final String NAME = "push";

    private static final String INTEND = """
            insert into deliveries (channel, destination, client, lane, message_id, type, data, due_at)
            select 'push', s.id, s.client, s.service, $3::uuid, $4::text, $5::text, now() from push_subscriptions s
            left join preferences p on p.client = s.client and p.subject = s.subject
            where s.client = $1 and s.subject = $2 and (p.id is null or (p.push_enabled and $6::text = any(p.push_kinds)))
            on conflict (channel, destination, message_id) do nothing
            """;

    private static final ObjectMapper JSON = Wire.mapper();

    private final PushSubscriptions subscriptions;
    private final GuardedHttp http;
    private final PushConfig config;
    private final Optional<Vapid> vapid;

    PushChannel(PushSubscriptions subscriptions, GuardedHttp http, PushConfig config) {
        this.subscriptions = subscriptions;
        this.http = http;
        this.config = config;
        this.vapid =
                config.enabled() && Vapid.fault(config).isEmpty() ? Optional.of(Vapid.of(config)) : Optional.empty();
    }

    /**
     * What the page's service worker gets.
     *
     * @param id of the notice
     */
    record Content(String title, String body, String next, UUID id, UUID rampId, String status) {}

    @Override
    public Settings settings() {
        return new Settings(NAME, config.enabled(), config.schedule(), config.concurrency(), config.perService());
    }

    @Override
    public Optional<String> fault(boolean production) {
        return Vapid.fault(config).map(fault -> "pasarela.channels.push." + fault);
    }

    @Override
    public Uni<Void> intend(SqlConnection connection, News news) {
        return connection.preparedQuery(INTEND).execute(Person.told(news)).replaceWithVoid();
    }

    @Override
    public Uni<Attempt> send(Delivery delivery) {
        Instant startedAt = Instant.now();
        return subscriptions
                .target(delivery.destination())
                .flatMap(found -> found.map(target -> post(delivery, target, startedAt))
                        .orElseGet(() -> Uni.createFrom()
                                .item(Attempt.disabled(startedAt).as(Attempt.Verdict.GONE))));
    }

    private Uni<Attempt> post(Delivery delivery, PushSubscriptions.Target target, Instant startedAt) {
        RampSnapshot ramp = delivery.event().ramp();
        byte[] body = PushEncryption.encrypted(target.key(), target.auth(), content(delivery, ramp, target.language()));
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/octet-stream",
                "Content-Encoding",
                "aes128gcm",
                "TTL",
                Long.toString(config.keptFor().toSeconds()),
                "Urgency",
                ChangeKind.of(ramp.status()) == ChangeKind.PROGRESS ? "normal" : "high",
                // What a browser that was away has not seen yet is replaced by what is newer of the same ramp.
                "Topic",
                topic(ramp.id()),
                "Authorization",
                vapid.orElseThrow().authorization(target.endpoint(), startedAt));
        return http.post(target.endpoint(), headers, body, config.timeout())
                .map(reply -> meaning(Attempt.of(startedAt, reply)))
                .onFailure(SendFailure.class)
                .recoverWithItem(failure -> Attempt.of(startedAt, failure));
    }

    /** 404 and 410 say that the browser is gone (RFC 8030, section 7.3); other refusals do not change by repetition, unless they are of the moment. */
    private static Attempt meaning(Attempt attempt) {
        int status = attempt.status() == null ? 0 : attempt.status();
        if (status == 404) {
            return attempt.as(Attempt.Verdict.GONE);
        }
        boolean final4xx = status >= 400 && status < 500 && status != 410 && status != 408 && status != 429;
        return final4xx ? attempt.as(Attempt.Verdict.REFUSED) : attempt;
    }

    @Override
    public Uni<Void> tried(SqlConnection connection, Delivery delivery, Attempt attempt) {
        return attempt.verdict() == Attempt.Verdict.GONE
                ? PushSubscriptions.remove(connection, delivery.destination())
                : Uni.createFrom().voidItem();
    }

    String publicKey() {
        return vapid.orElseThrow().publicKey();
    }

    private static byte[] content(Delivery delivery, RampSnapshot ramp, String language) {
        Message message = Messages.of(ramp, Languages.find(language).orElse(Languages.DEFAULT));
        try {
            return JSON.writeValueAsBytes(new Content(
                    message.title(),
                    message.body(),
                    message.next(),
                    delivery.messageId(),
                    ramp.id(),
                    ramp.status().name()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a push message cannot be written", e);
        }
    }

    /** At most 32 characters of Base64 for URLs are allowed, which a UUID in text is not. */
    private static String topic(UUID ramp) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(16)
                        .putLong(ramp.getMostSignificantBits())
                        .putLong(ramp.getLeastSignificantBits())
                        .array());
    }
}
