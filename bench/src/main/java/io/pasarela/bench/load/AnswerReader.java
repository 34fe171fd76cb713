package io.pasarela.bench.load;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/** Reads one answer at a time from a connection without pipelining. */
interface AnswerReader {

    /**
     * Reads what has arrived.
     *
     * @return the status once the whole answer is there, 0 before
     * @throws IOException also when the server has closed the connection
     */
    int read(ReadableByteChannel channel) throws IOException;

    /** Forgets the answer that was read. */
    void clear();

    /** What has arrived so far, for an error message. */
    String text();
}
