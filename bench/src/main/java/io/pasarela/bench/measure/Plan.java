package io.pasarela.bench.measure;

import java.time.Duration;

/**
 * How long and how hard.
 *
 * @param rounds each contestant is measured once in each
 * @param round length of one measurement
 * @param warmUpAtMost per contestant; it ends before when {@link WarmUp} says so
 * @param connections each with one request on its way
 * @param threads of the load generator
 */
public record Plan(int rounds, Duration round, Duration warmUpAtMost, int connections, int threads) {}
