package io.pasarela.sandbox;

import io.pasarela.sandbox.process.Launch;
import io.pasarela.sandbox.process.Part;
import io.pasarela.sandbox.process.SandboxFailure;
import io.pasarela.sandbox.process.Supervisor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Starts things, tells the progress, and remembers the processes by name. */
final class Starter {
    private final Supervisor supervisor;
    private final Progress progress;
    private final Map<String, Part> parts = new ConcurrentHashMap<>();

    Starter(Supervisor supervisor, Progress progress) {
        this.supervisor = supervisor;
        this.progress = progress;
    }

    /** Does the work and reports it with its time. */
    void step(String title, String where, Runnable work) {
        long start = System.nanoTime();
        progress.starting(title);
        work.run();
        progress.ready(title, where, Duration.ofNanos(System.nanoTime() - start));
    }

    /** Starts a process and returns when it is ready. */
    void run(Launch launch) {
        var part = supervisor.start(launch);
        parts.put(launch.name(), part);
        part.awaitReady();
    }

    Optional<Part> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    /**
     * Blocking works side by side; the first failure interrupts the others and is thrown. On threads of the system: works
     * that load classes pin virtual ones, and on two cores two of them waiting for a third would stand still for ever.
     */
    static void together(List<Runnable> works) {
        try (var executor = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("start-", 1).factory())) {
            var done = new ExecutorCompletionService<Void>(executor);
            works.forEach(work -> done.submit(work, null));
            try {
                for (int i = 0; i < works.size(); i++) {
                    done.take().get();
                }
            } catch (ExecutionException e) {
                executor.shutdownNow();
                throw e.getCause() instanceof SandboxFailure failure
                        ? failure
                        : new SandboxFailure("Starting failed: " + e.getCause(), e);
            } catch (InterruptedException _) {
                executor.shutdownNow();
                Thread.currentThread().interrupt();
                throw new SandboxFailure("Starting was interrupted.");
            }
        }
    }
}
