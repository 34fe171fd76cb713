/**
 * What is forgotten, and when: {@link io.pasarela.ramp.retention.Retention} deletes old lines of finished ramps' timelines and webhooks that
 * waited in vain, a few at a time. A ramp itself is kept for good, because its {@code externalId} is.
 */
@NullMarked
package io.pasarela.ramp.retention;

import org.jspecify.annotations.NullMarked;
