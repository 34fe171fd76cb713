/**
 * Users and their payout accounts. Personal data is checked, handed to the provider and forgotten: what stays here is which user or account
 * it is over there, and whether it may be used.
 */
@NullMarked
package io.pasarela.ramp.onboarding;

import org.jspecify.annotations.NullMarked;
