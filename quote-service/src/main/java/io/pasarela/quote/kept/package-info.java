/**
 * What quote-service keeps in Redis out of Kafka's topics, and how it comes back when Redis has lost it.
 *
 * <p>{@link io.pasarela.quote.kept.KeptConsumers} applies each record as it comes, at least once and in any order. A marker says that Redis holds
 * everything; it is looked at in the same step as whatever is read, and where it is missing {@link io.pasarela.quote.kept.Rebuild} reads the topics
 * from their beginnings. What is kept, and how, is said by the {@link io.pasarela.quote.kept.Kept} of the packages {@code limits} and {@code
 * processing}.
 */
@NullMarked
package io.pasarela.quote.kept;

import org.jspecify.annotations.NullMarked;
