package io.pasarela.providers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads a provider's webhook. Only ever given a body that was verified. */
public interface WebhookDecoder extends Provider {

    /** What is needed to pass the webhook on; tolerant: what cannot be found is absent. Never throws. */
    Envelope envelope(byte[] body);

    /**
     * What the webhook says.
     *
     * @throws UnreadableWebhook when it says nothing that can be understood; reading it again will not help
     */
    News news(byte[] body);

    /**
     * The outside of a webhook.
     *
     * @param eventId the same over all deliveries of one event
     * @param type the provider's own event type
     * @param resourceId the ramp, user or account that it is about
     */
    record Envelope(
            @Nullable String eventId,
            @Nullable String type,
            @Nullable String resourceId,
            @Nullable Instant occurredAt) {}

    /** The inside of a webhook. */
    sealed interface News {

        record OfRamp(RampProvider.ProviderRamp ramp) implements News {}

        record OfUser(UserProvider.ProviderUser user) implements News {}

        record OfAccount(AccountProvider.ProviderAccount account) implements News {}

        /** Something that Pasarela has no use for, or does not know yet. */
        record Other(String type) implements News {}
    }

    /** A webhook that is genuine and still makes no sense. */
    final class UnreadableWebhook extends RuntimeException {
        public UnreadableWebhook(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
