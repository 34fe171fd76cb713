package io.pasarela.system.support;

import io.pasarela.sandbox.SandboxOptions;
import io.pasarela.sandbox.process.Launch;
import io.pasarela.sandbox.process.Part;
import io.pasarela.sandbox.process.Probe;
import io.pasarela.sandbox.process.RunFolder;
import io.pasarela.sandbox.process.Supervisor;
import io.pasarela.sandbox.process.TemporarySandboxes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The process of a service that runs beside those of the running system, with settings of a test's own. */
public final class Replica implements AutoCloseable {

    private final RunFolder runs;
    private final Part part;
    private final int port;

    private Replica(RunFolder runs, Part part, int port) {
        this.runs = runs;
        this.part = part;
        this.port = port;
    }

    /**
     * Starts one; {@link #awaitReady} waits for it, so that several can start at the same time.
     *
     * @param service a module of the checkout
     * @param environment besides where it listens and that it is in a sandbox
     * @param properties what a deployer would write into {@code config/application.properties}
     */
    public static Replica start(String service, Map<String, String> environment, String properties) {
        Path folder = TemporarySandboxes.makeFolder();
        int port = freePort();
        IngestService.write(folder.resolve("config/application.properties"), properties);
        Path jar = SandboxOptions.enclosingCheckout().resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
        RunFolder runs = RunFolder.claim(folder.resolve("run"));
        Map<String, String> all = new HashMap<>(environment);
        all.put("PASARELA_MODE", "sandbox");
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        Part part = new Supervisor(runs)
                .start(new Launch(
                        service + "-" + port,
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx192m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                jar.toString()),
                        all,
                        folder,
                        folder.resolve(service + ".log"),
                        "TERM",
                        Probe.http(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))));
        return new Replica(runs, part, port);
    }

    public Replica awaitReady() {
        part.awaitReady();
        return this;
    }

    public int port() {
        return port;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The process. */
    public Part part() {
        return part;
    }

    /** Everything that it has logged. */
    public String log() {
        try {
            return Files.readString(part.logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All metrics, as Prometheus reads them. */
    public String metrics() {
        return told("/q/metrics").body();
    }

    /** What it says of itself under this path. */
    public HttpResponse<String> told(String path) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(uri().resolve(path))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        part.stop();
        runs.close();
    }
}
