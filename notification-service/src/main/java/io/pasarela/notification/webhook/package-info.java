/**
 * Webhooks to a client's own back end, as Standard Webhooks says. In: {@link io.pasarela.notification.webhook.WebhookEndpointResource} registers
 * where, {@link io.pasarela.notification.webhook.WebhookChannel} writes a delivery per notice and endpoint. Out: signed posts by {@link
 * io.pasarela.notification.outbound.GuardedHttp}. What became of them is read at {@link
 * io.pasarela.notification.webhook.WebhookDeliveryResource}. Told to receivers in docs/outbound-webhooks.md.
 */
@NullMarked
package io.pasarela.notification.webhook;

import org.jspecify.annotations.NullMarked;
