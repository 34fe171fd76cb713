/**
 * Manners that all gateway endpoints share, so that a developer meets the same ones everywhere: who is calling ({@link
 * io.pasarela.gateway.Callers}), how a request is checked ({@link io.pasarela.gateway.Faults}), how an error is told ({@link
 * io.pasarela.gateway.Problems}), how a list is paged ({@link io.pasarela.gateway.Page}), and how JSON is written.
 * {@link io.pasarela.gateway.parking} is about records that park.
 */
@NullMarked
package io.pasarela.gateway;

import org.jspecify.annotations.NullMarked;
