package io.pasarela.providers.killb;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pasarela.providers.calls.CallSettings;
import io.pasarela.sandbox.killb.KillbSettings;
import io.pasarela.sandbox.killb.KillbSimulator;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API user's password is changed while calls go on. */
class KillbRotationTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final String NEXT = "Another-only-2!";

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aPasswordThatIsChangedAtTheProviderAndInTheFileCountsWithoutARestart() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), KillbSettings.DEFAULT.password() + "\n");
        KillbSimulator before = KillbSimulator.start(VERTX, KillbSettings.DEFAULT);
        KillbQuotations adapter = adapter(before, file);
        assertThat(pairs(adapter)).isPositive();

        Files.writeString(file, NEXT + "\n");
        assertThat(pairs(adapter)).as("the session goes on").isPositive();

        // It knows neither the old password nor any session.
        int port = before.baseUri().getPort();
        before.close();
        try (var after = KillbSimulator.start(
                VERTX,
                new KillbSettings(
                        "127.0.0.1", port, KillbSettings.DEFAULT.email(), NEXT, KillbSettings.DEFAULT.behaviour()))) {
            assertThat(after.baseUri()).isEqualTo(before.baseUri());
            assertThat(pairs(adapter)).isPositive();
        }
    }

    private static KillbQuotations adapter(KillbSimulator simulator, Path passwordFile) {
        return new KillbQuotations(new KillbApi(
                new TestConfig(simulator.baseUri(), 1000, 1000, "none", Optional.of(passwordFile)),
                CallSettings.with(Map.of("try-timeout", "1S", "budget", "6S")),
                io.vertx.mutiny.core.Vertx.newInstance(VERTX),
                new SimpleMeterRegistry()));
    }

    private static int pairs(KillbQuotations adapter) {
        return adapter.pairs().await().atMost(Duration.ofSeconds(10)).size();
    }
}
