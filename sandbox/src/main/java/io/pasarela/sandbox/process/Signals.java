package io.pasarela.sandbox.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Signals that {@link ProcessHandle} does not know, sent by the shell's own {@code kill}, which is on every POSIX system;
 * and the ways to end a process.
 */
final class Signals {
    /** A process that has not gone this long after its stop signal is killed. */
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private static final Duration CHILD_PATIENCE = Duration.ofSeconds(3);
    private static final Duration POLL_PAUSE = Duration.ofMillis(20);
    private static final char ZOMBIE = 'Z';

    private Signals() {}

    static void send(String signal, ProcessHandle process) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new SandboxFailure("The shell needed to send SIG" + signal + " could not be run.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** To the process and everything below it: freezing a PostgreSQL postmaster alone leaves its back ends at work. */
    static void sendToTree(String signal, ProcessHandle process) {
        var tree = process.descendants().toList();
        send(signal, process);
        tree.forEach(child -> send(signal, child));
    }

    /** Asks the process to finish, waits, and kills it when it has not gone in time. */
    static void stop(ProcessHandle process, String stopSignal) {
        sendToTree("CONT", process); // a frozen process would keep the stop signal until it is thawed
        send(stopSignal, process);
        if (!hasEnded(process, STOP_PATIENCE)) {
            killTree(process);
        }
    }

    /** The children of a killed postmaster go by themselves, but PostgreSQL does not start again before they have. */
    static void killTree(ProcessHandle process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        hasEnded(process, STOP_PATIENCE);
        children.stream().filter(child -> !hasEnded(child, CHILD_PATIENCE)).forEach(ProcessHandle::destroyForcibly);
    }

    /**
     * Not so for a process that has ended and only waits for its parent to notice: what a killed launcher left belongs to
     * process 1 then, which in many containers takes its time.
     */
    static boolean isAlive(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String status = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
            return status.charAt(status.lastIndexOf(')') + 2) != ZOMBIE;
        } catch (IOException _) {
            return process.isAlive(); // no /proc here, or the process ended just now
        }
    }

    private static boolean hasEnded(ProcessHandle process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (isAlive(process) && System.nanoTime() < deadline) {
                Thread.sleep(POLL_PAUSE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return !isAlive(process);
    }
}
