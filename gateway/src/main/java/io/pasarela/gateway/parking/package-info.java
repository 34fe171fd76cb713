/**
 * What a parked record says about itself. In: a record on its way into a dead-letter topic, with the headers that the framework gives it. Out: the same
 * with a reason and a cause that quote nothing, and the id of the trace that it belongs to.
 */
@NullMarked
package io.pasarela.gateway.parking;

import org.jspecify.annotations.NullMarked;
