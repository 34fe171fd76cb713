/**
 * One address for everything: what an ingress does in production. In: the application's HTTP requests, streams and
 * WebSockets. Out: the same to the service that owns the path, with a {@code Forwarded} header, or a problem document that
 * says why not. {@link io.pasarela.sandbox.door.Routes} is the whole routing table; what no service owns
 * goes to the door's own pages.
 */
@NullMarked
package io.pasarela.sandbox.door;

import org.jspecify.annotations.NullMarked;
