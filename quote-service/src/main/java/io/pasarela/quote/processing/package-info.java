/**
 * How long a ramp takes: assumed per method at first, and observed from our own finished ramps once there are enough of them.
 */
@NullMarked
package io.pasarela.quote.processing;

import org.jspecify.annotations.NullMarked;
