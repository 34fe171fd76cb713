package io.pasarela.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    @TempDir
    Path folder;

    @Test
    void servicesAreGoneBeforeTheirStoresStop() throws Exception {
        Path order = folder.resolve("order");
        try (var runs = RunFolder.claim(folder.resolve("run"))) {
            var supervisor = new Supervisor(runs);
            for (String name : List.of("store", "service")) {
                supervisor.start(trap(name, order)).awaitReady();
            }

            supervisor.stopAll(List.of("service"));

            assertThat(Files.readAllLines(order)).containsExactly("service", "store");
            assertThat(runs.leftovers()).isEmpty();
        }
    }

    @Test
    void nothingStartsOnceStoppingHasBegun() {
        try (var runs = RunFolder.claim(folder.resolve("run"))) {
            var supervisor = new Supervisor(runs);
            supervisor.stopAll(List.of());

            assertThatThrownBy(() -> supervisor.start(trap("late", folder.resolve("order"))))
                    .isInstanceOf(SandboxFailure.class);
        }
    }

    /** Writes its name when it is asked to stop. */
    private Launch trap(String name, Path order) {
        Path armed = folder.resolve(name + ".armed");
        String script =
                "trap 'echo %s >> %s; exit' TERM; touch %s; while :; do sleep 0.05; done".formatted(name, order, armed);
        return new Launch(
                name,
                List.of("sh", "-c", script),
                Map.of(),
                folder,
                folder.resolve(name + ".log"),
                "TERM",
                () -> Files.exists(armed));
    }
}
