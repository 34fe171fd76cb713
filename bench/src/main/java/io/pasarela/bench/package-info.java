/**
 * {@code ./pasarela bench}: how fast Pasarela is, measured beside the bare minimum in one run. In: the built modules and a few
 * options. Out: a report with figures, their noise, and whether the aims are reached. One package per benchmark says what
 * is compared ({@link io.pasarela.bench.ingest}); load generator, measuring, processes and report serve all of them.
 */
@NullMarked
package io.pasarela.bench;

import org.jspecify.annotations.NullMarked;
