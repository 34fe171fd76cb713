/**
 * How KillB's API looks on the wire, whatever the resource: routes, tokens, rate limits, error bodies, field checks, pages and exact
 * JSON numbers. A request comes in through {@link io.pasarela.sandbox.killb.wire.Api}, an
 * {@link io.pasarela.sandbox.killb.wire.Endpoint} answers with JSON or throws an
 * {@link io.pasarela.sandbox.killb.wire.ApiError}; faults are played here so that no resource knows of them.
 */
@NullMarked
package io.pasarela.sandbox.killb.wire;

import org.jspecify.annotations.NullMarked;
