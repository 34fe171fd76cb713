/**
 * How much a user may still move, and what would allow more.
 *
 * <p>{@link io.pasarela.quote.limits.UserDirectory} and {@link io.pasarela.quote.limits.Usage} keep users and their ramps in Redis, {@link
 * io.pasarela.quote.limits.Standings} asks the provider for the level, {@link io.pasarela.quote.limits.Allowance} decides and {@link
 * io.pasarela.quote.limits.LimitsView} tells it. What counts is one function: {@link io.pasarela.quote.limits.Counting}.
 */
@NullMarked
package io.pasarela.quote.limits;

import org.jspecify.annotations.NullMarked;
