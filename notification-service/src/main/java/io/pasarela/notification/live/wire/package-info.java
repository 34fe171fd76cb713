/**
 * How streams look from outside: {@link io.pasarela.notification.live.wire.StreamRoute} and {@link io.pasarela.notification.live.wire.SocketRoute} let
 * somebody in, or say why not, and frame what a listener is told as server-sent events or as messages of a WebSocket.
 */
@NullMarked
package io.pasarela.notification.live.wire;

import org.jspecify.annotations.NullMarked;
