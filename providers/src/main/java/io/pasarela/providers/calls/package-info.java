/**
 * How a provider is called: {@link io.pasarela.providers.calls.Calls} puts a guard around every operation (tries, waits, a circuit breaker, a
 * bulkhead), {@link io.pasarela.providers.calls.CallRules} decides what is tried again and when, and {@link
 * io.pasarela.providers.calls.Pace} keeps to the provider's rate. A vendor's folder says which operations there are; nothing here knows one.
 */
@NullMarked
package io.pasarela.providers.calls;

import org.jspecify.annotations.NullMarked;
