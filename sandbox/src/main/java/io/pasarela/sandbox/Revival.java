package io.pasarela.sandbox;

import io.pasarela.sandbox.process.Death;
import io.pasarela.sandbox.process.SandboxFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts again what died, as Kubernetes would: kill -9 any process and watch the others cope. What keeps dying is not worth it; then the
 * end of its log is shown and everything stops.
 */
final class Revival {
    private static final int DEATHS_MAX = 3;
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final Sandbox sandbox;
    private final Progress progress;
    private final Map<String, Deque<Instant>> deaths = new HashMap<>();

    Revival(Sandbox sandbox, Progress progress) {
        this.sandbox = sandbox;
        this.progress = progress;
    }

    /**
     * Returns only by an exception.
     *
     * @throws SandboxFailure with the end of the log, when a process dies too often
     */
    void forever() throws InterruptedException {
        while (true) {
            var death = sandbox.nextDeath(WITHIN);
            if (death.isPresent()) {
                revive(death.get());
            }
        }
    }

    private void revive(Death death) {
        if (isTooOften(death.name(), Instant.now())) {
            throw new SandboxFailure(death.report());
        }
        progress.note("%s ended by itself with exit code %d (log: %s); starting it again."
                .formatted(death.name(), death.exitCode(), death.logFile()));
        long start = System.nanoTime();
        sandbox.service(death.name()).restart();
        progress.ready(death.name(), "back again", Duration.ofNanos(System.nanoTime() - start));
    }

    private boolean isTooOften(String name, Instant now) {
        Deque<Instant> recent = deaths.computeIfAbsent(name, _ -> new ArrayDeque<>());
        recent.removeIf(at -> at.isBefore(now.minus(WITHIN)));
        recent.add(now);
        return recent.size() > DEATHS_MAX;
    }
}
