/**
 * The load generator. In: an address, a number of connections, and requests that were made ready as bytes before the clock
 * runs. Out: how many were answered, how fast, and what went wrong. It is as cheap as it can be, because on a small machine
 * every microsecond spent here is taken from the server that is being measured.
 */
@NullMarked
package io.pasarela.bench.load;

import org.jspecify.annotations.NullMarked;
