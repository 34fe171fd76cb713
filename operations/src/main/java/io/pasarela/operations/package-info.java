/**
 * What is run by hand against a running Pasarela: {@code ./pasarela replay} and {@code ./pasarela redrive} by its operator,
 * {@code ./pasarela check-consumer} by a team that reads its topics. In: a command line and
 * the address of a Kafka cluster, of a laptop or of production. Out: records that are put into their topics once more, and a word on what was
 * done. Nothing runs here by itself. Packages: {@link io.pasarela.operations.replay}, {@link io.pasarela.operations.redrive} and
 * {@link io.pasarela.operations.consumer} each hold one
 * command, {@link io.pasarela.operations.kafka} and {@link io.pasarela.operations.terminal} what they share.
 */
@NullMarked
package io.pasarela.operations;

import org.jspecify.annotations.NullMarked;
