/**
 * What users and accounts must state before a provider sees them. {@link io.pasarela.ramp.rules.UserRules} and {@link
 * io.pasarela.ramp.rules.AccountRules} say which field must look like what and refuse a request with all its faults at once;
 * {@code io.pasarela.ramp.formats} knows the forms. No fault repeats a value: it is personal data.
 */
@NullMarked
package io.pasarela.ramp.rules;

import org.jspecify.annotations.NullMarked;
