/**
 * Web Push to browsers: RFC 8030 (delivery), 8291 (encryption) and 8292 (who sends). In: {@link
 * io.pasarela.notification.push.PushSubscriptionResource}. Out: {@link io.pasarela.notification.push.PushChannel} posts to push services that the
 * deployer knows, what {@link io.pasarela.notification.push.PushEncryption} has made unreadable for them, under the name that {@link
 * io.pasarela.notification.push.Vapid} proves.
 */
@NullMarked
package io.pasarela.notification.push;

import org.jspecify.annotations.NullMarked;
