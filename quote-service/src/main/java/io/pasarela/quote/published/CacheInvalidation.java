package io.pasarela.quote.published;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.WebhookHeaders;
import io.pasarela.providers.Providers;
import io.pasarela.providers.WebhookDecoder;
import io.pasarela.quote.cache.CachedReads;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Drops what an event has made stale. A repeated event costs one read at the provider at most. While Redis is away an event waits, because the
 * value may still be there when Redis is back. What cannot be read is logged and passed over: every value expires by itself.
 */
@ApplicationScoped
class CacheInvalidation {

    private static final Logger LOG = Logger.getLogger(CacheInvalidation.class);
    private static final ObjectMapper JSON = Wire.mapper();
    private static final Duration FIRST_WAIT = Duration.ofMillis(50);
    private static final Duration LONGEST_WAIT = Duration.ofMillis(400);

    private final Providers providers;
    private final CachedReads cache;

    CacheInvalidation(Providers providers, CachedReads cache) {
        this.providers = providers;
        this.cache = cache;
    }

    @Incoming("provider-webhooks")
    Uni<Void> onWebhook(ConsumerRecord<byte[], byte[]> record) {
        return dropped(() -> {
            String provider = header(record, WebhookHeaders.PROVIDER);
            Optional<WebhookDecoder> decoder =
                    provider == null ? Optional.empty() : providers.find(provider, WebhookDecoder.class);
            return provider == null || decoder.isEmpty() || record.value() == null
                    ? Optional.empty()
                    : Invalidated.by(provider, decoder.get().news(record.value()));
        });
    }

    @Incoming("ramps")
    Uni<Void> onRamp(ConsumerRecord<byte[], byte[]> record) {
        return dropped(() -> record.value() == null
                ? Optional.empty()
                : Invalidated.by(JSON.readValue(record.value(), RampEvent.class)));
    }

    private interface Reading {
        Optional<String> key() throws IOException;
    }

    private Uni<Void> dropped(Reading reading) {
        Uni<Void> drop;
        try {
            drop = reading.key()
                    .map(cache::drop)
                    .orElseGet(() -> Uni.createFrom().voidItem());
        } catch (IOException | RuntimeException e) {
            // Only its kind: a message of it can quote the event.
            LOG.warnf("an event cannot be read: %s", e.getClass().getSimpleName());
            return Uni.createFrom().voidItem();
        }
        return drop.onFailure().retry().withBackOff(FIRST_WAIT, LONGEST_WAIT).indefinitely();
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
