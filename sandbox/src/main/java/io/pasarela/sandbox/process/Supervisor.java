package io.pasarela.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/** Keeps the parts in the order in which they were started and stops them the other way round. */
public final class Supervisor {
    private final RunFolder runs;
    private final List<Part> parts = new ArrayList<>();
    private final BlockingDeque<Death> deaths = new LinkedBlockingDeque<>();
    private boolean stopping;

    public Supervisor(RunFolder runs) {
        this.runs = runs;
    }

    /** Starts a new part; refuses once everything is being stopped. */
    public synchronized Part start(Launch launch) {
        if (stopping) {
            throw new SandboxFailure("The sandbox is being stopped.");
        }
        keepLastLog(launch.logFile());
        var part = new Part(launch, runs, this::died);
        parts.add(part);
        part.start();
        return part;
    }

    /** Waits for the next process that ends without having been asked to; empty when none does in that time. */
    public Optional<Death> nextDeath(Duration within) throws InterruptedException {
        return Optional.ofNullable(deaths.poll(within.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The first process that ended without having been asked to, as far as nobody has waited for it. */
    public Optional<Death> firstDeathSoFar() {
        return Optional.ofNullable(deaths.peek());
    }

    /** Stops the parts named first, all at a time, and the others when those have gone. */
    public void stopAll(List<String> firstNames) {
        var rest = begun();
        var first =
                rest.stream().filter(part -> firstNames.contains(part.name())).toList();
        inParallel(first);
        inParallel(rest.stream().filter(part -> !first.contains(part)).toList());
    }

    private synchronized List<Part> begun() {
        stopping = true;
        return List.copyOf(parts).reversed();
    }

    private static void inParallel(List<Part> parts) {
        var stops = parts.stream()
                .map(part -> Thread.ofPlatform().name("stop-" + part.name()).start(part::stop))
                .toList();
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The end of a log is shown when its process dies; it must not be an earlier sandbox's. */
    private static void keepLastLog(Path log) {
        try {
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".last"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void died(Death death) {
        if (!stopping) {
            deaths.add(death);
        }
    }
}
