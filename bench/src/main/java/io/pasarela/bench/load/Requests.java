package io.pasarela.bench.load;

import java.nio.ByteBuffer;

/** Requests whose costly parts (ids, signatures) are computed beforehand; each is sent at most once. */
public interface Requests {
    /** How many there are. */
    int count();

    /** The most bytes that {@link #write} puts. */
    int largest();

    /**
     * Puts one whole request, head and body. Called from several threads, each with an index and a buffer of its own.
     *
     * @param index from 0 to {@link #count} - 1
     */
    void write(int index, ByteBuffer buffer);
}
