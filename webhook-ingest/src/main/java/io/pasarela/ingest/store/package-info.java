/**
 * Where webhooks go, and where it is remembered that they went: topic {@code provider.webhooks}, and Redis for the ids of what is in it.
 * Kafka decides: a webhook is stored when all in-sync replicas said so. Redis only saves work: without it, a repetition is published again.
 */
@NullMarked
package io.pasarela.ingest.store;

import org.jspecify.annotations.NullMarked;
