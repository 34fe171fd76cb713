/**
 * What a benchmark tells. In: figures with their spread, aims, and how they came about. Out: the same report for the terminal
 * and as a Markdown page, and a chart as one SVG file that needs nothing else. Nothing in here knows what was measured.
 */
@NullMarked
package io.pasarela.bench.report;

import org.jspecify.annotations.NullMarked;
