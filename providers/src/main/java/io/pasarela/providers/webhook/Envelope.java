package io.pasarela.providers.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The outside of a webhook. What the webhook does not say is absent.
 *
 * @param eventId the same over all deliveries of one event
 * @param type the provider's own event type
 * @param resourceId the ramp, user or account that it is about
 * @param occurredAt the provider's time
 */
public record Envelope(
        @Nullable String eventId,
        @Nullable String type,
        @Nullable String resourceId,
        @Nullable Instant occurredAt) {}
