/**
 * Where providers call us: {@code POST /webhooks/{provider}}.
 *
 * <p>A webhook is verified, published to topic {@code provider.webhooks}, and only then acknowledged; nothing else happens before the
 * provider gets its 2xx. {@link io.pasarela.ingest.WebhookRoute} is the whole flow, {@link io.pasarela.ingest.WebhookTopic} the way into
 * Kafka.
 */
@NullMarked
package io.pasarela.ingest;

import org.jspecify.annotations.NullMarked;
