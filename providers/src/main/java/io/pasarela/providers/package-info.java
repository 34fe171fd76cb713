/**
 * What Pasarela may ask of a ramp provider, in words of no provider in particular.
 *
 * <p>One small interface per ability; a provider offers what it implements, and {@link io.pasarela.providers.Providers} finds it.
 * Each provider is one folder beside this one, with its own wire format, its errors and a {@code MAPPING.md}; none knows another.
 * How often and how fast a provider is asked is the same for all, in {@code calls}.
 * A provider never decides anything about a ramp: it asks, translates and reports doubt as doubt ({@link
 * io.pasarela.providers.ProviderFailure}).
 */
@NullMarked
package io.pasarela.providers;

import org.jspecify.annotations.NullMarked;
