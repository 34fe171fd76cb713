package io.pasarela.system.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.sandbox.SandboxOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A consumer of another team: one of those that docs/events.md shows, as a process of its own. */
public final class ForeignConsumer implements AutoCloseable {

    private static final Path ROOT = SandboxOptions.enclosingCheckout();
    private static final Path EXAMPLES = ROOT.resolve("docs/examples");

    private final Process process;
    private final Path state;
    private final Path log;

    private ForeignConsumer(Process process, Path state, Path log) {
        this.process = process;
        this.state = state;
        this.log = log;
    }

    /** @param language {@code java} or {@code python} */
    public static ForeignConsumer start(String language, String bootstrap, String rampsTopic, String usersTopic) {
        try {
            Path folder = Files.createTempDirectory("foreign-consumer");
            Path state = folder.resolve("state.jsonl");
            Path log = folder.resolve("log");
            List<String> command = new ArrayList<>(language.equals("java") ? java() : python());
            command.addAll(List.of(bootstrap, rampsTopic, usersTopic, state.toString()));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ForeignConsumer(process, state, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file in which it says what it knows. */
    public Path state() {
        return state;
    }

    /** What it knows by now of each ramp. */
    public Map<String, JsonNode> ramps() {
        if (!process.isAlive()) {
            throw new AssertionError("the consumer has ended: " + log());
        }
        try {
            Map<String, JsonNode> ramps = new HashMap<>();
            for (String line : Files.exists(state) ? Files.readAllLines(state) : List.<String>of()) {
                JsonNode read = Gateway.JSON.readTree(line);
                if (read.has("ramp")) {
                    ramps.put(read.path("ramp").asText(), read);
                }
            }
            return ramps;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that it has printed. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                ROOT.resolve("operations/target/libs") + File.separator + "*",
                EXAMPLES.resolve("RampsConsumer.java").toString());
    }

    private static List<String> python() throws IOException {
        return List.of(
                python(EXAMPLES.resolve("requirements.txt")).toString(),
                EXAMPLES.resolve("ramps_consumer.py").toString());
    }

    /** The machine's Python when it has the client, else one of our own that gets it. */
    private static Path python(Path requirements) throws IOException {
        Path ours = ROOT.resolve("system-tests/target/python");
        for (Path python : List.of(Path.of("python3"), Path.of("/usr/bin/python3"), ours.resolve("bin/python3"))) {
            if (succeeds(python.toString(), "-c", "import confluent_kafka")) {
                return python;
            }
        }
        if (succeeds("python3", "-m", "venv", ours.toString())
                && succeeds(ours.resolve("bin/pip").toString(), "install", "-q", "-r", requirements.toString())) {
            return ours.resolve("bin/python3");
        }
        throw new AssertionError(
                "no Python 3 with confluent-kafka: install Debian's python3-confluent-kafka, or python3 with venv and pip");
    }

    private static boolean succeeds(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (IOException _) {
            return false;
        }
    }
}
