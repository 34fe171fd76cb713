package io.pasarela.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir
    Path folder;

    private Process sleeper;

    @BeforeEach
    void startSomething() throws IOException {
        sleeper = new ProcessBuilder("sleep", "60").start();
    }

    @AfterEach
    void stopIt() {
        sleeper.destroyForcibly();
    }

    @Test
    void aProcessThatOutlivedItsLauncherIsRecognisedAndStopped() throws InterruptedException {
        try (var killedLauncher = RunFolder.claim(folder)) {
            killedLauncher.record("kafka", sleeper.toHandle(), "INT");
        }

        try (var next = RunFolder.claim(folder)) {
            var leftovers = next.leftovers();

            assertThat(leftovers).extracting(RunFolder.Leftover::name).containsExactly("kafka");
            leftovers.getFirst().stop();
            // It is this JVM's own child, whose end Process learns of only when its reaper thread has run.
            assertThat(sleeper.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(sleeper.isAlive()).isFalse();
            assertThat(next.leftovers()).isEmpty();
        }
    }

    @Test
    void anotherProcessThatGotTheSamePidIsLeftAlone() throws IOException {
        try (var runs = RunFolder.claim(folder)) {
            long otherStart =
                    sleeper.info().startInstant().orElseThrow().minusSeconds(60).toEpochMilli();
            Files.writeString(folder.resolve("kafka.pid"), sleeper.pid() + " " + otherStart + " TERM\n");

            assertThat(runs.leftovers()).isEmpty();
        }
    }

    @Test
    void aHalfWrittenRecordIsNoLeftover() throws IOException {
        try (var runs = RunFolder.claim(folder)) {
            Files.writeString(folder.resolve("kafka.pid"), String.valueOf(sleeper.pid()));

            assertThat(runs.leftovers()).isEmpty();
        }
    }

    @Test
    void aFolderHasOneLauncherAtATime() {
        try (var _ = RunFolder.claim(folder)) {
            assertThatThrownBy(() -> RunFolder.claim(folder))
                    .isInstanceOf(SandboxFailure.class)
                    .hasMessageContaining(
                            "is up already (pid " + ProcessHandle.current().pid() + ")");
        }
    }
}
