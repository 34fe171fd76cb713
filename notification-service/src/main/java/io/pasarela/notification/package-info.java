/**
 * The person who waits always knows. Topic {@code ramps} in, notices out.
 *
 * <p>{@link io.pasarela.notification.RampConsumer} writes each change once into {@link io.pasarela.notification.Notices}, then rings {@link
 * io.pasarela.notification.Bell}. A stream is a reader of the table that is woken by the bell: what it sends, in which order and where it
 * resumes follow from the table alone, on any replica.
 */
@NullMarked
package io.pasarela.notification;

import org.jspecify.annotations.NullMarked;
