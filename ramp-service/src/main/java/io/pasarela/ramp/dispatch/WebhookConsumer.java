package io.pasarela.ramp.dispatch;

import io.pasarela.contracts.events.WebhookHeaders;
import io.pasarela.providers.WebhookDecoder.UnreadableWebhook;
import io.pasarela.ramp.store.UnmatchedNews.Waiting;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads topic {@code provider.webhooks}, one record after the other. A record that can never be read or stored parks in the dead-letter
 * topic; anything else, such as a database that is away, is tried again until it works, and the others wait.
 */
@ApplicationScoped
class WebhookConsumer {

    private static final Logger LOG = Logger.getLogger(WebhookConsumer.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Webhooks webhooks;

    WebhookConsumer(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Incoming("provider-webhooks")
    Uni<Void> consume(ConsumerRecord<String, byte[]> record) {
        String provider = header(record, WebhookHeaders.PROVIDER);
        String eventId = header(record, "ce_id");
        if (provider == null || eventId == null || record.value() == null) {
            return Uni.createFrom()
                    .failure(new UnreadableWebhook("the record lacks ce_provider, ce_id or a body", null));
        }
        return webhooks.hear(new Waiting(provider, eventId, record.value()))
                .onFailure(WebhookConsumer::mayPass)
                .invoke(failure ->
                        LOG.warnf("webhook %s of %s will be tried again: %s", eventId, provider, kinds(failure)))
                .onFailure(WebhookConsumer::mayPass)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    /** Whether trying again can help: not with what cannot be understood, nor with what the database refuses to store (SQLSTATE classes 22, 54). */
    private static boolean mayPass(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String state = String.valueOf(sqlState(cause));
            boolean refused = state.startsWith("22") || state.startsWith("54");
            if (refused || cause instanceof UnreadableWebhook || cause instanceof IllegalArgumentException) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String sqlState(Throwable failure) {
        return switch (failure) {
            case PgException postgres -> postgres.getSqlState();
            case SQLException sql -> sql.getSQLState();
            default -> null;
        };
    }

    // Messages of failures can quote what was to be stored, and that can be personal data: only their kinds are logged.
    private static String kinds(Throwable failure) {
        StringBuilder kinds = new StringBuilder(failure.getClass().getSimpleName());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            kinds.append(" < ").append(cause.getClass().getSimpleName());
        }
        return kinds.toString();
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
