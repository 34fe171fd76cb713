package io.pasarela.operations.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C, or a polite kill, while records are being written: raised at once, but the process lives on until {@link #close}, so that the
 * batch at hand is finished and a person is told how far it came.
 */
public final class StopSignal implements AutoCloseable, BooleanSupplier {

    /** Longer than a batch may take to be acknowledged or given up. */
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = Thread.ofPlatform().name("stop").unstarted(this::raiseAndWait);
    private volatile boolean raised;

    private StopSignal() {}

    /** From now on a Ctrl-C is heard here. */
    public static StopSignal listen() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    @Override
    public boolean getAsBoolean() {
        return raised;
    }

    /** To be called when the last word is said. */
    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending already; the hook has just been let go.
        }
    }

    private void raiseAndWait() {
        raised = true;
        try {
            var _ = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
