/**
 * {@code ./pasarela replay}: stored webhooks go through the consumers again. In: a provider, a time from and to, perhaps one resource id.
 * {@link io.pasarela.operations.replay.Selection} decides which records are meant, {@link io.pasarela.operations.replay.Replay} appends those
 * to the same topic. Out: the same records at the topic's end, marked with {@code ce_replayedat}. It is safe because consumers are idempotent.
 */
@NullMarked
package io.pasarela.operations.replay;

import org.jspecify.annotations.NullMarked;
