/**
 * Whether a webhook is genuine, and what stands on its envelope, for any provider.
 *
 * <p>How a provider signs and where it names its events is data: a {@link io.pasarela.providers.webhook.SchemeDescriptor} in the
 * configuration; ready-made ones stand in {@code signature-schemes.properties} beside this package. {@link
 * io.pasarela.providers.webhook.WebhookScheme} is a descriptor that was checked and made ready. A request, the keys and the time go in;
 * a {@link io.pasarela.providers.webhook.Verdict} or an {@link io.pasarela.providers.webhook.Envelope} comes out, and nothing else is
 * looked at. What a verified webhook means is left to each provider's {@link io.pasarela.providers.WebhookDecoder}.
 */
@NullMarked
package io.pasarela.providers.webhook;

import org.jspecify.annotations.NullMarked;
