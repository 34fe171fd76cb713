/**
 * KillB, API v2: the adapter between KillB's wire format and the abilities of {@link io.pasarela.providers}.
 *
 * <p>{@code KillbApi} speaks HTTP, keeps the token and turns every error into a {@link io.pasarela.providers.ProviderFailure}; one class
 * per ability translates on top of it; {@code KillbReading} is the one place that reads KillB's JSON, tolerantly. {@code MAPPING.md}
 * beside the sources lists every field, every status and every choice made where the documentation is silent or contradicts itself.
 */
@NullMarked
package io.pasarela.providers.killb;

import org.jspecify.annotations.NullMarked;
