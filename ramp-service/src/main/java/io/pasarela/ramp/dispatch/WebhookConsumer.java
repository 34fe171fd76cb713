package io.pasarela.ramp.dispatch;

import io.pasarela.contracts.events.WebhookHeaders;
import io.pasarela.providers.WebhookDecoder.UnreadableWebhook;
import io.pasarela.ramp.dispatch.UnmatchedNews.Waiting;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads topic {@code provider.webhooks}: many records at once, those of one resource in their order. A record that can never be read or stored parks
 * in the dead-letter topic; anything else, such as a database that is away, is tried again until it works. What is read after a record that is not
 * done is read again should the process die: the offset that is committed is that of the oldest one.
 */
@ApplicationScoped
class WebhookConsumer {

    private static final Logger LOG = Logger.getLogger(WebhookConsumer.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    /** How webhooks are taken over. */
    @ConfigMapping(prefix = "pasarela.ramp.webhooks")
    public interface WebhookConfig {

        /** Webhooks that are worked on or wait for one of the same resource, at least 1. Each one that is worked on has a database connection. */
        @WithDefault("16")
        int atOnce();

        /** Webhooks that are read at most since the oldest one that is not done. They are heard again after a crash, which changes nothing. */
        @WithDefault("1000")
        int ahead();

        /** Longest wait for what is being worked on when the process is stopped. What is not done by then, the next process does. */
        @WithDefault("5S")
        Duration finishWithin();
    }

    private final Webhooks webhooks;
    private final WebhookConfig config;
    private final Lanes lanes;

    WebhookConsumer(Webhooks webhooks, WebhookConfig config) {
        this.webhooks = webhooks;
        this.config = config;
        this.lanes = new Lanes(config.atOnce(), config.ahead());
    }

    /** Done as soon as there is room for the next record; each is acknowledged when it is taken over. */
    @Incoming("provider-webhooks")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> consume(Message<ConsumerRecord<String, byte[]>> message) {
        ConsumerRecord<String, byte[]> record = message.getPayload();
        String resource = record.key() == null ? "" : record.key();
        Context context = Vertx.currentContext();
        return lanes.bring(
                resource,
                () -> Uni.createFrom()
                        .deferred(() -> heard(record))
                        // Begun by whoever was done before it, it is still its own trace that it belongs to.
                        .runSubscriptionOn(work -> context.runOnContext(_ -> work.run()))
                        .onItemOrFailure()
                        .transformToUni(
                                (_, failure) -> failure == null ? acknowledged(message) : parked(message, failure))
                        .onFailure()
                        .invoke(failure -> LOG.errorf("a webhook holds back its partition: %s", kinds(failure))));
    }

    /** Takes no more, and waits for what is being worked on. */
    void stop(@Observes ShutdownEvent event) {
        lanes.close();
        long deadline = System.nanoTime() + config.finishWithin().toNanos();
        while (lanes.size() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private Uni<Void> heard(ConsumerRecord<String, byte[]> record) {
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

    private static Uni<Void> acknowledged(Message<?> message) {
        return Uni.createFrom().completionStage(message::ack);
    }

    // What does not get into the dead-letter topic is not parked, and must not be passed over.
    private static Uni<Void> parked(Message<?> message, Throwable failure) {
        return Uni.createFrom()
                .completionStage(() -> message.nack(failure))
                .onFailure()
                .invoke(refused -> LOG.warnf("a webhook that cannot be read cannot be parked: %s", kinds(refused)))
                .onFailure()
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
