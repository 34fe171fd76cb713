package io.pasarela.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {
    @TempDir
    Path folder;

    private RunFolder runs;
    private Supervisor supervisor;

    @BeforeEach
    void open() {
        runs = RunFolder.claim(folder.resolve("run"));
        supervisor = new Supervisor(runs);
    }

    @AfterEach
    void close() {
        supervisor.stopAll(List.of());
        runs.close();
    }

    @Test
    void aDeathIsReportedWithExitCodeAndTheEndOfTheLog() throws Exception {
        supervisor.start(shell("echo first; echo no more disk; exit 7", () -> false));

        Death death = supervisor.nextDeath(Duration.ofSeconds(5)).orElseThrow();

        assertThat(death.exitCode()).isEqualTo(7);
        assertThat(death.report())
                .startsWith("victim ended by itself with exit code 7; its log is " + folder.resolve("victim.log"))
                .endsWith("    first\n    no more disk");
    }

    @Test
    void waitingForAProcessThatDiesEndsAtOnce() {
        var part = supervisor.start(shell("exit 3", () -> false));

        assertThatThrownBy(part::awaitReady).isInstanceOf(SandboxFailure.class).hasMessageContaining("exit code 3");
    }

    @Test
    void aProcessThatWasKilledOnPurposeIsNoDeathAndStartsAgain() {
        var part = supervisor.start(shell("exec sleep 60", () -> true));
        long firstPid = part.pid();

        part.kill();
        part.restart();

        assertThat(part.isRunning()).isTrue();
        assertThat(part.pid()).isNotEqualTo(firstPid);
        assertThat(supervisor.firstDeathSoFar()).isEmpty();
    }

    @Test
    void aCrashIsReportedSoThatSomebodyRevivesIt() throws Exception {
        var part = supervisor.start(shell("exec sleep 60", () -> true));

        part.crash();

        assertThat(supervisor.nextDeath(Duration.ofSeconds(5)).orElseThrow().name())
                .isEqualTo("victim");
    }

    @Test
    void aFrozenProcessStillStops() {
        var part = supervisor.start(shell("exec sleep 60", () -> true));
        part.pause();

        part.stop();

        assertThat(part.isRunning()).isFalse();
    }

    @Test
    void theShellsOwnSettingsDoNotReachTheProcess() throws Exception {
        Path dump = folder.resolve("environment");
        supervisor.start(new Launch(
                "victim",
                List.of("sh", "-c", "env > " + dump),
                Map.of("QUARKUS_HTTP_PORT", "1"),
                folder,
                folder.resolve("victim.log"),
                "TERM",
                () -> true));
        assertThat(supervisor.nextDeath(Duration.ofSeconds(5))).isPresent();

        assertThat(names(dump))
                .contains("QUARKUS_HTTP_PORT", "PATH", "JAVA_HOME")
                .isSubsetOf(
                        "QUARKUS_HTTP_PORT",
                        "PATH",
                        "JAVA_HOME",
                        "HOME",
                        "USER",
                        "LANG",
                        "LC_ALL",
                        "TZ",
                        "TMPDIR",
                        "PWD",
                        "OLDPWD",
                        "SHLVL",
                        "_");
    }

    private static List<String> names(Path environment) throws IOException {
        return Files.readAllLines(environment).stream()
                .map(line -> line.split("=", 2)[0])
                .toList();
    }

    private Launch shell(String script, Probe ready) {
        return new Launch(
                "victim", List.of("sh", "-c", script), Map.of(), folder, folder.resolve("victim.log"), "TERM", ready);
    }
}
