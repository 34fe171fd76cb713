/**
 * The last traces, for the console. In: what the services export by OTLP over HTTP, as to any collector. Out: for each trace its spans.
 * Kept in memory, a few hundred, the oldest go first.
 */
@NullMarked
package io.pasarela.sandbox.traces;

import org.jspecify.annotations.NullMarked;
