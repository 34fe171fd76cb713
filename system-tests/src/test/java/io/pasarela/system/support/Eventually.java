package io.pasarela.system.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The one way to wait in a test: until it holds, or until the deadline, which tells what did not hold. */
public final class Eventually {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private Eventually() {}

    public static void eventually(Duration within, ThrowingCallable holds) {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            try {
                holds.call();
                return;
            } catch (Throwable failure) {
                if (System.nanoTime() > deadline) {
                    throw failure instanceof AssertionError error ? error : new AssertionError(failure);
                }
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    public static void eventually(ThrowingCallable holds) {
        eventually(Duration.ofSeconds(30), holds);
    }
}
