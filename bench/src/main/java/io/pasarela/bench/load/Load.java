package io.pasarela.bench.load;

import java.time.Duration;

/** What makes a server work. */
public interface Load {

    /**
     * Gets ready for one measurement, which costs time that nobody counts.
     *
     * @param connections to keep open, and threads of the load generator that share them, where the load has any use for these
     * @param requests about so many will be needed
     */
    Turn prepare(int connections, int threads, Duration length, int requests);

    /** One measurement. */
    interface Turn extends AutoCloseable {

        /** Runs until the time is over, and waits for what is still on its way. */
        LoadResult run();

        @Override
        void close();
    }
}
