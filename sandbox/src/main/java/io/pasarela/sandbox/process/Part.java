package io.pasarela.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One process of the sandbox. Its methods block until they are done; they may be called from any thread. Only an end that
 * none of them caused is reported as a {@link Death}.
 */
public final class Part {
    /** QUARKUS_*, PASARELA_* or KAFKA_* of the shell would silently change what is being tried out. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR");

    private static final Duration PROBE_PAUSE = Duration.ofMillis(40);

    private final Launch launch;
    private final RunFolder runs;
    private final Consumer<Death> onDeath;
    private @Nullable Process process;
    private volatile boolean wanted;

    Part(Launch launch, RunFolder runs, Consumer<Death> onDeath) {
        this.launch = launch;
        this.runs = runs;
        this.onDeath = onDeath;
    }

    public String name() {
        return launch.name();
    }

    public Path logFile() {
        return launch.logFile();
    }

    /** Of the present run, or of the last one when it is not running. */
    public long pid() {
        return process().pid();
    }

    public synchronized boolean isRunning() {
        return process != null && Signals.isAlive(process.toHandle());
    }

    /** Starts the process without waiting until it is ready; does nothing when it runs. */
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        try {
            Files.createDirectories(launch.folder());
            Files.createDirectories(launch.logFile().getParent());
            var builder = new ProcessBuilder(Session.own(launch.command()))
                    .directory(launch.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(launch.logFile().toFile()));
            inheritOnlyWhatIsNeeded(builder.environment());
            wanted = true;
            process = builder.start();
        } catch (IOException e) {
            throw new SandboxFailure(
                    "%s could not be started: %s".formatted(name(), String.valueOf(e.getMessage())), e);
        }
        runs.record(name(), process.toHandle(), launch.stopSignal());
        process.onExit().thenAccept(this::ended);
    }

    /** Waits for the process's own sign of readiness; fails at once when it ends instead. */
    public void awaitReady() {
        var started = process();
        long deadline = System.nanoTime() + Launch.READY_PATIENCE.toNanos();
        while (!isReady()) {
            if (!started.isAlive()) {
                throw new SandboxFailure(
                        Death.of(name(), started.exitValue(), logFile()).report());
            }
            if (System.nanoTime() > deadline) {
                throw new SandboxFailure("%s is not ready after %d s; its log is %s."
                        .formatted(name(), Launch.READY_PATIENCE.toSeconds(), logFile()));
            }
            pause(PROBE_PAUSE);
        }
    }

    /** Asks the process to finish, waits, and kills it when it has not gone after 10 s. */
    public synchronized void stop() {
        wanted = false;
        if (isRunning()) {
            Signals.stop(process().toHandle(), launch.stopSignal());
        }
        runs.forget(name());
    }

    /** SIGKILL, as after a power cut: the process gets no chance to tidy up. */
    public synchronized void kill() {
        wanted = false;
        Signals.killTree(process().toHandle());
        runs.forget(name());
    }

    /** SIGKILL that nobody has asked for: it is reported as a {@link Death}, so that whoever watches starts it again. */
    public synchronized void crash() {
        process().destroyForcibly();
    }

    /** Stops it if it runs, starts it and waits until it is ready. */
    public void restart() {
        stop();
        start();
        awaitReady();
    }

    /** SIGSTOP: connections stay open, and nobody answers. */
    public void pause() {
        Signals.sendToTree("STOP", process().toHandle());
    }

    public void resume() {
        Signals.sendToTree("CONT", process().toHandle());
    }

    private synchronized Process process() {
        if (process == null) {
            throw new IllegalStateException(name() + " was never started");
        }
        return process;
    }

    private boolean isReady() {
        try {
            return launch.ready().isReady();
        } catch (IOException _) {
            return false;
        }
    }

    private void ended(Process ended) {
        if (wanted) {
            onDeath.accept(Death.of(name(), ended.exitValue(), logFile()));
        }
    }

    private void inheritOnlyWhatIsNeeded(Map<String, String> environment) {
        environment.keySet().retainAll(INHERITED);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.putAll(launch.environment());
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted while waiting", e));
        }
    }
}
