/**
 * How the commands read and write Kafka. In: a {@link io.pasarela.operations.kafka.Cluster}, part of a topic as offsets, and records to send.
 * Out: batches of stored records in the order of time, and how many of the sent ones all in-sync replicas hold. Nothing here joins a consumer
 * group or commits an offset: the services' own positions stay where they are.
 */
@NullMarked
package io.pasarela.operations.kafka;

import org.jspecify.annotations.NullMarked;
