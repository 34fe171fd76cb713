/**
 * What numbers, names and addresses look like, as pure functions: text in, yes or no out. Nothing here knows a request, a provider or a
 * fault; {@code io.pasarela.ramp.onboarding} decides which field must look like what. Each rule names where it is published.
 */
@NullMarked
package io.pasarela.ramp.formats;

import org.jspecify.annotations.NullMarked;
