package io.pasarela.system.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium with one page, told what to do over the DevTools protocol: no driver, nothing that downloads a browser. */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

    private static final Path ON_MACOS = Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private static final Duration STARTED = Duration.ofSeconds(30);

    private final Process process;
    private final Path profile;
    private final HttpClient http = HttpClient.newHttpClient();
    private final DevTools tools;

    private Chromium(Process process, Path profile) {
        this.process = process;
        this.profile = profile;
        Path port = profile.resolve("DevToolsActivePort");
        Eventually.eventually(STARTED, () -> {
            if (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
                throw new AssertionError("Chromium has not opened its port; is it alive? " + process.isAlive());
            }
        });
        this.tools = DevTools.connect(http, read(port));
    }

    /** @param language the browser's own, as in {@code es-MX} */
    public static Chromium start(String language) {
        try {
            Path profile = Files.createTempDirectory("pasarela-chromium");
            Process process = new ProcessBuilder(
                            program().toString(),
                            "--headless=new",
                            "--no-sandbox", // it cannot have one as root in a container; it only ever loads our own
                            // page
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-default-apps",
                            "--disable-sync",
                            "--lang=" + language,
                            "--accept-lang=" + language,
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile,
                            "about:blank")
                    .redirectErrorStream(true)
                    .redirectOutput(profile.resolve("chromium.log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new Chromium(process, profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void open(URI page) {
        tools.send("Page.navigate", parameters().put("url", page.toString()));
        Eventually.eventually(() -> {
            if (!"true".equals(text("document.documentElement.dataset.ready ?? ''"))) {
                throw new AssertionError("the page is not ready: " + text("document.body?.innerText ?? ''"));
            }
        });
    }

    /** @param width in CSS pixels */
    public void look(int width, boolean dark) {
        tools.send(
                "Emulation.setDeviceMetricsOverride",
                parameters()
                        .put("width", width)
                        .put("height", 800)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", width < 500));
        ObjectNode media = parameters();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", dark ? "dark" : "light");
        tools.send("Emulation.setEmulatedMedia", media);
    }

    /** What an expression of JavaScript gives, a promise's value included. */
    public JsonNode evaluate(String expression) {
        JsonNode result = tools.send(
                "Runtime.evaluate",
                parameters()
                        .put("expression", expression)
                        .put("awaitPromise", true)
                        .put("returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(
                    expression.lines().findFirst().orElse("") + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    public String text(String expression) {
        return evaluate(expression).asText();
    }

    /** A key as from a keyboard: {@code Tab}, {@code Enter}, {@code " "}. */
    public void press(String key) {
        int code =
                switch (key) {
                    case "Tab" -> 9;
                    case "Enter" -> 13;
                    default -> 32;
                };
        ObjectNode down = parameters().put("type", "keyDown").put("key", key).put("windowsVirtualKeyCode", code);
        if (!key.equals("Tab")) {
            down.put("text", key.equals("Enter") ? "\r" : key);
        }
        tools.send("Input.dispatchKeyEvent", down);
        tools.send(
                "Input.dispatchKeyEvent",
                parameters().put("type", "keyUp").put("key", key).put("windowsVirtualKeyCode", code));
    }

    /** What the browser has told of this kind, as {@code Network.requestWillBeSent}: the parameters. */
    public List<JsonNode> told(String event) {
        return tools.events().stream()
                .filter(one -> one.path("method").asText().equals(event))
                .map(one -> one.path("params"))
                .toList();
    }

    @Override
    public void close() {
        try {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            http.shutdownNow();
            try (Stream<Path> files = Files.walk(profile)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException | UncheckedIOException _) {
            // A profile in the temporary folder that its last helper process still writes to: the system clears it.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path program() {
        return Stream.concat(
                        NAMES.stream()
                                .flatMap(name -> Stream.of(System.getenv("PATH").split(":"))
                                        .map(folder -> Path.of(folder, name))),
                        Stream.of(ON_MACOS))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("The console is tested in Chromium, and none is on the PATH:"
                        + " apt-get install chromium, or on macOS brew install --cask google-chrome."));
    }

    private static URI read(Path port) {
        try {
            List<String> lines = Files.readAllLines(port);
            return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode parameters() {
        return Gateway.JSON.createObjectNode();
    }
}
