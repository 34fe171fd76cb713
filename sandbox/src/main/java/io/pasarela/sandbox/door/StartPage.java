package io.pasarela.sandbox.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page at {@code /}: what runs where, and what to try first. */
public final class StartPage {
    /** @param line one line of bash that uses the variables PASARELA and TOKEN */
    public record Command(String title, String line) {}

    private static final String TEMPLATE = template();

    private final List<Command> commands;

    private StartPage(List<Command> commands) {
        this.commands = commands;
    }

    /** Before anybody is onboarded. */
    public static StartPage withoutDemo() {
        return new StartPage(List.of());
    }

    public static StartPage with(List<Command> commands) {
        return new StartPage(List.copyOf(commands));
    }

    public String html(int door, int simulator, Map<Backend, Integer> ports) {
        String page = TEMPLATE.replace("{{door}}", String.valueOf(door))
                .replace("{{simulator}}", String.valueOf(simulator))
                .replace("{{commands}}", commands.stream().map(StartPage::html).collect(Collectors.joining()));
        for (var port : ports.entrySet()) {
            page = page.replace("{{" + port.getKey() + "}}", String.valueOf(port.getValue()));
        }
        return page;
    }

    private static String html(Command command) {
        return "<li>%s<pre>%s</pre></li>\n".formatted(escaped(command.title), escaped(command.line));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String template() {
        try (InputStream page = StartPage.class.getResourceAsStream("start-page.html")) {
            if (page == null) {
                throw new IllegalStateException("start-page.html is not in the jar");
            }
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
