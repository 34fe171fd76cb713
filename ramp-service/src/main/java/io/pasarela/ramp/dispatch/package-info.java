/**
 * Where ramp-service speaks with providers: {@link io.pasarela.ramp.dispatch.Submission} sends a stored ramp, {@link
 * io.pasarela.ramp.dispatch.WebhookConsumer} hears what providers tell, {@link io.pasarela.ramp.dispatch.Reconciliation} asks when nothing was
 * heard. All three only translate into commands for {@link io.pasarela.ramp.store.Ramps}; none decides.
 */
@NullMarked
package io.pasarela.ramp.dispatch;

import org.jspecify.annotations.NullMarked;
