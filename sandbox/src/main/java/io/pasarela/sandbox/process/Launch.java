package io.pasarela.sandbox.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param name file-name-safe and unique within a sandbox, for example {@code ramp-service}
 * @param environment set on top of the few variables that every process needs; nothing else of the shell is handed on
 * @param folder working folder of the process, created when missing
 * @param logFile receives stdout and stderr; begun anew with each sandbox, the last one's is kept beside it
 * @param stopSignal signal name without {@code SIG} that means "finish and go"
 */
public record Launch(
        String name,
        List<String> command,
        Map<String, String> environment,
        Path folder,
        Path logFile,
        String stopSignal,
        Probe ready) {

    /** A start that takes longer than this on a busy laptop is taken for a hang. */
    static final Duration READY_PATIENCE = Duration.ofSeconds(90);

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
