/**
 * The stores as real local processes: PostgreSQL, Redis and Kafka. In: a data folder and ports. Out: for each a
 * {@link io.pasarela.sandbox.process.Launch} whose folder is prepared (binaries unpacked, cluster made, log formatted), and
 * what is created inside the running store: databases and topics. Nothing here is tuned down in a way that would hide a
 * mistake of the services: PostgreSQL syncs its commits as in production.
 */
@NullMarked
package io.pasarela.sandbox.infra;

import org.jspecify.annotations.NullMarked;
