package io.pasarela.bench.measure;

import io.pasarela.bench.load.Load;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A server that takes part.
 *
 * @param load what makes it work
 * @param ledger how many requests have reached their destination so far, asked where they are kept; what a contestant
 *     answers and does not keep, or keeps twice, is a failure. Empty for one that keeps nothing
 */
public record Contestant(String name, Gauge gauge, Load load, Optional<LongSupplier> ledger) {}
