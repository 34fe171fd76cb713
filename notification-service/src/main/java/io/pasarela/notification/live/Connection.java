package io.pasarela.notification.live;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The other end of a stream, in either framing. Used on its event loop only. */
public interface Connection {

    /** Whether it takes another event now; when it does again, it runs what {@link #whenWritable} was given. */
    boolean isWritable();

    void whenWritable(Runnable listener);

    void tell(Told told, Locale language);

    /**
     * Tells an event of this connection only.
     *
     * @param id absent when resuming must not begin here
     */
    void tell(@Nullable Long id, String event, Object data);

    /** A sign of life. */
    void beat();

    /** Says why it ends and when to come back, and hangs up. */
    void end(End end);

    /**
     * Why a stream ends, the data of event {@code end}.
     *
     * @param retryAfterMillis when to come back; absent when a new token or ticket is needed first
     */
    record End(Reason reason, @Nullable Long retryAfterMillis) {}

    enum Reason {
        /** The token has expired; come back with a new one. */
        TOKEN_EXPIRED,
        /** The user was signed out; come back after signing in. */
        REVOKED,
        /** This replica goes; another one goes on. */
        DRAINING,
        /** Events were not read, or not acknowledged, for too long. */
        TOO_SLOW
    }
}
