package io.pasarela.providers.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.ProviderFailure.Unavailable;
import io.pasarela.providers.ProviderFailure.Unavailable.Why;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Every call of one provider goes through here. What it fails with is a {@link ProviderFailure} that keeps its meaning: whatever stops a call
 * here stops it before it is sent, and only what is repeatable is sent twice.
 */
public final class Calls {

    /** A try that failed and is to be followed by another. */
    static final class Again extends RuntimeException {
        private final transient Duration wait;

        Again(Throwable failure, Duration wait) {
            super(null, failure, false, false);
            this.wait = wait;
        }

        Duration waitBefore() {
            return wait;
        }
    }

    private final String provider;
    private final CallsConfig config;
    private final CallRules rules;
    private final MeterRegistry registry;
    private final Map<String, Guarded> guards = new HashMap<>();

    public Calls(String provider, List<? extends Operation> operations, CallsConfig config, MeterRegistry registry) {
        this.provider = provider;
        this.config = config;
        this.rules = new CallRules(config);
        this.registry = registry;
        operations.forEach(it -> guards.put(it.label(), Guarded.of(provider, it, rules)));
    }

    /**
     * The answer to a call, on the Vert.x context that asked for it. Fails with {@link ProviderFailure}.
     *
     * @param tried one try: sent before the deadline or not at all, answered or given up within {@link CallsConfig#tryTimeout()} of being sent
     *     (a creation: within a time of the vendor's own), and failing with {@link ProviderFailure}
     */
    public Uni<JsonNode> call(Operation operation, Function<Deadline, Uni<JsonNode>> tried) {
        Guarded guarded = guards.get(operation.label());
        if (guarded == null) {
            throw new IllegalArgumentException(provider + " has no operation " + operation.label());
        }
        Context caller = Vertx.currentContext();
        Uni<JsonNode> answer = Uni.createFrom()
                .deferred(() -> bounded(operation, guarded, tried))
                .onFailure()
                .transform(failure -> told(failure, guarded));
        return caller == null ? answer : answer.emitOn(command -> caller.runOnContext(_ -> command.run()));
    }

    // Whoever still waits for a place when the budget is spent leaves; when the place comes, the deadline keeps the try
    // from being sent.
    private Uni<JsonNode> bounded(Operation operation, Guarded guarded, Function<Deadline, Uni<JsonNode>> tried) {
        AtomicInteger tries = new AtomicInteger();
        Uni<JsonNode> answer = guarded.guard().get(attempts(operation, tried, tries));
        return operation.repeatable()
                ? answer.ifNoItem()
                        .after(config.budget())
                        .failWith(() -> tries.get() == 0 ? notSent("waited too long for its place") : silent())
                : answer;
    }

    private Supplier<Uni<JsonNode>> attempts(
            Operation operation, Function<Deadline, Uni<JsonNode>> tried, AtomicInteger tries) {
        long began = System.nanoTime();
        Deadline sentBefore = Deadline.in(operation.repeatable() ? rules.lastTryIsSent() : config.sendWithin());
        return () -> oneTry(operation, tried, sentBefore, tries)
                .onFailure(failure -> operation.repeatable())
                .transform(failure -> judged(failure, tries.get(), Duration.ofNanos(System.nanoTime() - began)));
    }

    private Uni<JsonNode> oneTry(
            Operation operation, Function<Deadline, Uni<JsonNode>> tried, Deadline sentBefore, AtomicInteger tries) {
        Uni<JsonNode> answer = Uni.createFrom().failure(() -> notSent("waited too long for its place"));
        if (!sentBefore.isOver()) {
            tries.incrementAndGet();
            answer = operation.repeatable()
                    ? tried.apply(sentBefore)
                            .ifNoItem()
                            .after(sentBefore.left().plus(config.tryTimeout()))
                            .failWith(this::silent)
                    : tried.apply(sentBefore);
        }
        return answer.onItemOrFailure()
                .invoke((_, failure) -> registry.counter(
                                "pasarela.provider.tries",
                                "provider",
                                provider,
                                "operation",
                                operation.label(),
                                "outcome",
                                failure == null ? "answered" : CallRules.outcome(failure))
                        .increment());
    }

    private Throwable judged(Throwable failure, int tries, Duration elapsed) {
        return rules.waitAfter(failure, tries, elapsed, ThreadLocalRandom.current())
                .<Throwable>map(wait -> new Again(failure, wait))
                .orElse(failure);
    }

    private Throwable told(Throwable failure, Guarded guarded) {
        return switch (failure) {
            case Again again -> java.util.Objects.requireNonNullElse(again.getCause(), again);
            case CircuitBreakerOpenException open ->
                new Unavailable(
                        provider + " fails too often just now",
                        Why.HELD_BACK,
                        CallRules.wholeSeconds(guarded.restOfBreak()),
                        open);
            case BulkheadException full ->
                new Unavailable(
                        "too many calls of " + provider + " are under way", Why.HELD_BACK, Duration.ofSeconds(1), full);
            default -> failure;
        };
    }

    private Unavailable silent() {
        return new Unavailable(provider + " did not answer in time", Why.TIMED_OUT, null, null);
    }

    /** The failure of a call that was given up before it was sent. */
    public static Unavailable notSent(String why) {
        return new Unavailable("not sent: " + why, Why.HELD_BACK, Duration.ofSeconds(1), null);
    }
}
