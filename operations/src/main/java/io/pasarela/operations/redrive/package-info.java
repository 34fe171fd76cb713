/**
 * {@code ./pasarela redrive}: parked records go back to where they came from. In: a dead-letter topic, or none to list them all.
 * {@link io.pasarela.operations.redrive.DeadLetterTopic} and {@link io.pasarela.operations.redrive.DeadLetter} decide where a record goes and what
 * of it, {@link io.pasarela.operations.redrive.Redrive} sends it first and removes it second, so that a crash makes a duplicate, never a loss.
 */
@NullMarked
package io.pasarela.operations.redrive;

import org.jspecify.annotations.NullMarked;
