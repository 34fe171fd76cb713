/**
 * What it costs to keep people waiting and to tell them: idle streams, one message to many listeners, and a webhook's way through the whole river
 * to the user who waits for it; beside nchan, which does nothing but push, and a bare server-sent-events server. In: a number of listeners and a
 * plan. Out: {@code push.md} and its chart.
 */
@NullMarked
package io.pasarela.bench.push;

import org.jspecify.annotations.NullMarked;
