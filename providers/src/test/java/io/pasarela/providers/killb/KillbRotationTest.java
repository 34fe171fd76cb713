package io.pasarela.providers.killb;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pasarela.providers.calls.CallSettings;
import io.pasarela.sandbox.killb.KillbSettings;
import io.pasarela.sandbox.killb.KillbSimulator;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
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
        int port = portThatNoConnectionIsGiven();
        KillbSimulator before = simulator(port, KillbSettings.DEFAULT.password());
        KillbQuotations adapter = adapter(before, file);
        assertThat(pairs(adapter)).isPositive();

        Files.writeString(file, NEXT + "\n");
        assertThat(pairs(adapter)).as("the session goes on").isPositive();

        // It knows neither the old password nor any session.
        before.close();
        try (var after = simulator(port, NEXT)) {
            assertThat(after.baseUri()).isEqualTo(before.baseUri());
            assertThat(pairs(adapter)).isPositive();
        }
    }

    private static KillbSimulator simulator(int port, String password) {
        return KillbSimulator.start(
                VERTX,
                new KillbSettings(
                        "127.0.0.1", port, KillbSettings.DEFAULT.email(), password, KillbSettings.DEFAULT.behaviour()));
    }

    // Below those that the system gives to connections, or somebody's might have it while it is free for a moment.
    private static int portThatNoConnectionIsGiven() {
        return ThreadLocalRandom.current()
                .ints(20_000, 30_000)
                .filter(KillbRotationTest::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port)) {
            return true;
        } catch (IOException _) {
            return false;
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
