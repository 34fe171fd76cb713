/**
 * {@code ./pasarela bench ingest}: what the webhook service can take, and what it needs for it. In: webhook-ingest as it is
 * built, and beside it two bare servers that do as little as can be done, one with and one without Kafka. Out: a report that
 * says how close the service comes to the bare one. {@link io.pasarela.bench.ingest.IngestBench} is the whole run.
 */
@NullMarked
package io.pasarela.bench.ingest;

import org.jspecify.annotations.NullMarked;
