/**
 * How anything leaves for an address that somebody else has named. {@link io.pasarela.notification.outbound.Destinations} decides where one may
 * call at all, {@link io.pasarela.notification.outbound.GuardedHttp} calls exactly the address that was looked at, and {@link
 * io.pasarela.notification.outbound.SecretBox} keeps what belongs to the other side unreadable in the database.
 */
@NullMarked
package io.pasarela.notification.outbound;

import org.jspecify.annotations.NullMarked;
