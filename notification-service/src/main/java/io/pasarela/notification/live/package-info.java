/**
 * Live streams: server-sent events and WebSockets, which say the same in two framings. In: rings of the bell, and rows of the notices table. Out:
 * events on open connections.
 *
 * <p>{@link io.pasarela.notification.live.wire.StreamRoute} and {@link io.pasarela.notification.live.wire.SocketRoute} let somebody in and make a {@link
 * io.pasarela.notification.live.Listener} of the connection. A listener is a reader of the table with a position of its own: it reads what it has
 * missed, and is then handed what comes by {@link io.pasarela.notification.live.Hub}, which reads each new notice once for all who wait for it on
 * this node. One that cannot take more just now falls behind and reads on from its position when it can; nothing is kept for it in memory ({@code
 * docs/adr/0019-one-reader-per-node.md}).
 *
 * <p>Everything of a listener happens on the event loop of its connection, and everything of the hub on one of its own; between them go
 * messages, which arrive in the order in which they were sent.
 */
@NullMarked
package io.pasarela.notification.live;

import org.jspecify.annotations.NullMarked;
