/**
 * What a person reads of a change. In: a {@link io.pasarela.contracts.events.RampEvent} and a language. Out: a {@link
 * io.pasarela.notification.message.Message} of a title, a body and what comes next.
 *
 * <p>The words are in {@code messages_es.properties}, {@code messages_en.properties} and {@code messages_pt.properties}, one file per
 * language. Amounts, times and nothing else are filled in: no text of a provider, a client or a user ever gets into a message. Everything here
 * is pure.
 */
@NullMarked
package io.pasarela.notification.message;

import org.jspecify.annotations.NullMarked;
