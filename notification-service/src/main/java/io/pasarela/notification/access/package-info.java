/**
 * Who may listen, and for how long. A stream is opened with a bearer token, or, because a browser's {@code EventSource} and {@code WebSocket}
 * cannot send one, with a {@link io.pasarela.notification.access.Ticket} that was got with it a moment before. A ticket opens, a cookie goes on:
 * the first stream that a ticket opens sets a cookie, and with it the same URL goes on working when the ticket is no longer good ({@code
 * docs/adr/0018-tickets-open-cookies-go-on.md}). Whatever the credential, what it allows is a {@link io.pasarela.notification.access.Pass}, which
 * ends with the token and which {@link io.pasarela.notification.access.Revocations} can end before.
 */
@NullMarked
package io.pasarela.notification.access;

import org.jspecify.annotations.NullMarked;
