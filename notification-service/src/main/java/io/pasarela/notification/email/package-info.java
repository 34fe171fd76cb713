/**
 * Messages by e-mail, to people who have confirmed their address. {@link io.pasarela.notification.email.EmailChannel} writes and sends deliveries,
 * {@link io.pasarela.notification.email.Letter} is what is written in one, {@link io.pasarela.notification.email.UnsubscribeResource} is where its
 * last line leads. The words are those of package {@code message}, and in {@code email_es.properties}, {@code email_en.properties} and {@code
 * email_pt.properties}.
 */
@NullMarked
package io.pasarela.notification.email;

import org.jspecify.annotations.NullMarked;
