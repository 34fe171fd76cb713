package io.pasarela.ramp.dispatch;

import io.pasarela.contracts.events.WebhookHeaders;
import io.pasarela.providers.WebhookDecoder.UnreadableWebhook;
import io.pasarela.ramp.store.UnmatchedNews.Waiting;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads topic {@code provider.webhooks}, one record after the other per partition. A record that can never be read parks in the dead-letter
 * topic; anything else, such as a database that is away, is tried again until it works, and the partition waits.
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
        if (provider == null || eventId == null) {
            return Uni.createFrom().failure(new UnreadableWebhook("the record lacks ce_provider or ce_id", null));
        }
        return webhooks.hear(new Waiting(provider, eventId, record.value()))
                .onFailure(failure -> !(failure instanceof UnreadableWebhook))
                .invoke(failure ->
                        LOG.warnf("webhook %s of %s will be tried again: %s", eventId, provider, failure.toString()))
                .onFailure(failure -> !(failure instanceof UnreadableWebhook))
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    private static @org.jspecify.annotations.Nullable String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
