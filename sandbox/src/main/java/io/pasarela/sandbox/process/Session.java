package io.pasarela.sandbox.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a command into a session of its own. Ctrl-C reaches every process of the terminal's foreground group at once; a
 * child in there would stop together with what it depends on, and the reverse order of stopping would be lost.
 */
final class Session {
    /** Both replace themselves by the command, so the pid stays the child's; macOS has only Perl. */
    private static final List<List<String>> WAYS =
            List.of(List.of("setsid"), List.of("perl", "-e", "use POSIX; setsid(); exec @ARGV or die $!"));

    private static final List<String> PREFIX = prefix();

    private Session() {}

    static List<String> own(List<String> command) {
        return Stream.concat(PREFIX.stream(), command.stream()).toList();
    }

    private static List<String> prefix() {
        for (List<String> way : WAYS) {
            var program = onPath(way.getFirst());
            if (program != null) {
                var prefix = new ArrayList<>(way);
                prefix.set(0, program);
                return List.copyOf(prefix);
            }
        }
        return List.of();
    }

    private static @Nullable String onPath(String program) {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return Stream.of(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }
}
