package io.pasarela.notification.delivery;

import io.pasarela.notification.outbound.Reply;
import io.pasarela.notification.outbound.SendError;
import io.pasarela.notification.outbound.SendFailure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a try.
 *
 * @param status of HTTP, where there was one
 * @param error why it did not succeed
 * @param pause how long the other side wants to be left alone, where it said so
 */
public record Attempt(
        Verdict verdict,
        Instant startedAt,
        Duration latency,
        @Nullable Integer status,
        @Nullable SendError error,
        @Nullable Duration pause) {

    /** What a try means for the delivery. */
    public enum Verdict {
        DELIVERED,
        /** Later it may succeed. */
        RETRY,
        /** It will never succeed. */
        REFUSED,
        /** Nobody is there any more. */
        GONE
    }

    /** An answer over HTTP. Only a 2xx is success; a redirect is none. */
    public static Attempt of(Instant startedAt, Reply reply) {
        int status = reply.status();
        Instant now = Instant.now();
        Verdict verdict = status / 100 == 2 ? Verdict.DELIVERED : status == 410 ? Verdict.GONE : Verdict.RETRY;
        SendError error = status / 100 == 2
                ? null
                : status == 410 ? SendError.GONE : status / 100 == 3 ? SendError.REDIRECT : SendError.BAD_STATUS;
        return new Attempt(
                verdict,
                startedAt,
                Duration.between(startedAt, now),
                status,
                error,
                reply.pause(now).orElse(null));
    }

    /** No answer. */
    public static Attempt of(Instant startedAt, Throwable failure) {
        SendError error = failure instanceof SendFailure known ? known.error() : SendError.INTERNAL;
        return new Attempt(Verdict.RETRY, startedAt, Duration.between(startedAt, Instant.now()), null, error, null);
    }

    /** Nothing was tried, because the destination wants nothing any more. */
    public static Attempt disabled(Instant startedAt) {
        return of(startedAt, new SendFailure(SendError.DISABLED)).as(Verdict.REFUSED);
    }

    /** The same try with another meaning. */
    public Attempt as(Verdict verdict) {
        return new Attempt(verdict, startedAt, latency, status, error, pause);
    }

    public boolean isDelivered() {
        return verdict == Verdict.DELIVERED;
    }
}
