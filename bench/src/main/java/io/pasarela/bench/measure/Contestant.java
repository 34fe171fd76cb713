package io.pasarela.bench.measure;

import io.pasarela.bench.load.Protocol;
import io.pasarela.bench.load.Requests;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/**
 * A server that takes part.
 *
 * @param port on the loopback address
 * @param requests makes so many requests ready, none of which was sent before
 * @param accepted the statuses that count as answered
 * @param ledger how many requests have reached their destination so far, asked where they are kept; what a contestant
 *     answers and does not keep, or keeps twice, is a failure. Empty for one that keeps nothing
 */
public record Contestant(
        String name,
        int port,
        Protocol protocol,
        Gauge gauge,
        IntFunction<? extends Requests> requests,
        IntPredicate accepted,
        Optional<LongSupplier> ledger) {}
