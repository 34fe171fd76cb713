package io.pasarela.contracts;

import io.pasarela.contracts.events.EventTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The golden files: {@code {type}.json}, and {@code {type}.{case}.json} for further cases of a type. */
final class GoldenEvents {

    static final Path RESOURCES = Path.of("src/main/resources/io/pasarela/contracts");

    private GoldenEvents() {}

    /** All of them without {@code .json}, in order. */
    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES.resolve("golden"))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", ""))
                    .sorted()
                    .toList();
        }
    }

    /** The CloudEvents type that it is an example of. */
    static String type(String name) {
        return Stream.of(EventTypes.RAMP_CREATED, EventTypes.RAMP_STATUS_CHANGED, EventTypes.USER_CHANGED)
                .filter(name::startsWith)
                .findFirst()
                .orElseThrow(() -> new AssertionError("golden file of an unknown type: " + name));
    }
}
