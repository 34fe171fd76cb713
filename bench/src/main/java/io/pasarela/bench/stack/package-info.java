/**
 * What a benchmark runs on. In: a checkout whose modules are built. Out: Kafka and Redis as fresh local processes on free
 * ports, and servers in JVMs that are all started with the same flags. Everything is kept apart from
 * {@code ./pasarela up}, which may go on beside it, although neither of them will like that.
 */
@NullMarked
package io.pasarela.bench.stack;

import org.jspecify.annotations.NullMarked;
