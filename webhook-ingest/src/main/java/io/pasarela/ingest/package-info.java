/**
 * Where providers call us: {@code POST /webhooks/{provider}}.
 *
 * <p>A webhook is verified, published to topic {@code provider.webhooks}, and only then acknowledged; nothing else happens before the
 * provider gets its 2xx. {@link io.pasarela.ingest.WebhookServer} listens, {@link io.pasarela.ingest.WebhookRoute} takes a request as far
 * as its raw body, {@link io.pasarela.ingest.Reception} is the rest of the way, {@link io.pasarela.ingest.Answers} all that a provider can
 * hear.
 */
@NullMarked
package io.pasarela.ingest;

import org.jspecify.annotations.NullMarked;
