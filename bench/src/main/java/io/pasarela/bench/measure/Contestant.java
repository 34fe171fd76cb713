package io.pasarela.bench.measure;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/**
 * A server that takes part.
 *
 * @param port on the loopback address
 * @param accepted the statuses that count as answered
 * @param ledger how many requests have reached their destination so far, asked where they are kept; what a contestant
 *     answers and does not keep, or keeps twice, is a failure. Empty for one that keeps nothing
 */
public record Contestant(String name, int port, JvmGauge gauge, IntPredicate accepted, Optional<LongSupplier> ledger) {}
