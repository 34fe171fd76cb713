/**
 * {@code ./pasarela check-consumer}: what another team runs against its own consumer. In: the topics that the consumer reads, and the file of
 * JSON lines in which it says what it made of them. {@link io.pasarela.operations.consumer.Trials} are a prepared sequence of good, repeated, late,
 * strange and unreadable records, each with what a right consumer must know afterwards; {@link io.pasarela.operations.consumer.Said} is what it
 * does know. Out: which trials passed, which failed, and why.
 */
@NullMarked
package io.pasarela.operations.consumer;

import org.jspecify.annotations.NullMarked;
