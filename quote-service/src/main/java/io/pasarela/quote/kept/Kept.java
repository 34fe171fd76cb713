package io.pasarela.quote.kept;

import java.time.Instant;
import java.util.List;

/**
 * Something that is kept of a topic. What it asks of Redis must end the same however often and in whatever order the records of the topic are
 * applied, since the live consumer and a rebuild apply them side by side.
 */
public interface Kept {

    /** Name of the topic. */
    String topic();

    /**
     * What a record asks of Redis; nothing when the record says nothing that is kept.
     *
     * @throws UnreadableRecord when it can never be understood
     */
    List<Command> commands(byte[] record, Instant now);
}
