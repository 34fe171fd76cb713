/**
 * From the database into Kafka. An {@link io.pasarela.ramp.outbox.OutboxRow} is committed together with the change that it tells of;
 * {@link io.pasarela.ramp.outbox.OutboxRelay} publishes it afterwards, in order per key, and deletes it once Kafka has it. A crash between the
 * two repeats the event under the same id, and never loses it. What Kafka refuses for good parks, and its key with it, until an operator decides
 * ({@link io.pasarela.ramp.outbox.ParkedResource}).
 */
@NullMarked
package io.pasarela.ramp.outbox;

import org.jspecify.annotations.NullMarked;
