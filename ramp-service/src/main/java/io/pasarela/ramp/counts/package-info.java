/** What is told of a committed change besides its event: metrics, and a line of the log. */
@NullMarked
package io.pasarela.ramp.counts;

import org.jspecify.annotations.NullMarked;
