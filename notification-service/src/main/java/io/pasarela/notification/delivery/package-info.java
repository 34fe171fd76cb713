/**
 * What is on its way to somebody else: an outbox of deliveries, one row for each notice and destination, written with the notice in one
 * transaction and worked off per channel.
 *
 * <p>A {@link io.pasarela.notification.delivery.Channel} says who is to be told and how. {@link io.pasarela.notification.delivery.Deliveries}
 * keeps the rows, a {@link io.pasarela.notification.delivery.Worker} per channel takes what is due and records what became of it, and {@link
 * io.pasarela.notification.delivery.RetryRules} decide when it is tried again. This package knows no channel.
 */
@NullMarked
package io.pasarela.notification.delivery;

import org.jspecify.annotations.NullMarked;
