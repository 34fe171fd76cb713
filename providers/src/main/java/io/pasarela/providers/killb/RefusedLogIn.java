package io.pasarela.providers.killb;

import io.pasarela.providers.ProviderFailure.Unavailable;
import io.pasarela.providers.ProviderFailure.Unavailable.Why;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers that our credentials were refused, so that nobody insists on them for a while. What fails otherwise is not remembered. */
final class RefusedLogIn {

    private record Refusal(Unavailable failure, long untilNanos) {
        Duration left() {
            return Duration.ofNanos(untilNanos - System.nanoTime());
        }
    }

    private final Duration length;
    private final AtomicReference<@Nullable Refusal> latest = new AtomicReference<>();

    RefusedLogIn(Duration length) {
        this.length = length;
    }

    /** Logs in, or fails with what is remembered and the time that is left of it. */
    <T> Uni<T> guard(Supplier<Uni<T>> logIn) {
        Refusal refusal = latest.get();
        if (refusal != null && refusal.left().isPositive()) {
            Duration left = Duration.ofSeconds(refusal.left().toSeconds() + 1);
            return Uni.createFrom()
                    .failure(() -> new Unavailable(
                            "KillB has refused our log-in a moment ago", Why.CREDENTIALS, left, refusal.failure()));
        }
        return logIn.get().onFailure(RefusedLogIn::isRefusal).invoke(this::remember);
    }

    private void remember(Throwable failure) {
        latest.set(new Refusal((Unavailable) failure, System.nanoTime() + length.toNanos()));
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof Unavailable unavailable && unavailable.why() == Why.CREDENTIALS;
    }
}
