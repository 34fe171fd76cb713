/**
 * How contestants are compared. In: servers that run side by side, and the plan of a run. Out: one
 * {@link io.pasarela.bench.measure.Measurement} per contestant and round, and what follows from them: medians, spreads, and
 * ratios within a round. Contestants take turns in short rounds and in changing order, because a shared machine is faster at
 * one minute than at the next: neighbours in time can be compared, and the spread tells how far.
 */
@NullMarked
package io.pasarela.bench.measure;

import org.jspecify.annotations.NullMarked;
