package io.pasarela.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two branches that each took the next number merge without a conflict, and only a start of the service would tell. */
class MigrationNumbersTest {

    @ParameterizedTest
    @ValueSource(strings = {"ramp-service", "notification-service"})
    void noTwoMigrationsOfAServiceHaveOneNumber(String service) throws IOException {
        Path folder = Rendered.ROOT.resolve(service).resolve("src/main/resources/db/migration");

        try (Stream<Path> files = Files.list(folder)) {
            List<String> numbers = files.map(
                            file -> file.getFileName().toString().split("__")[0])
                    .toList();

            assertThat(numbers)
                    .isNotEmpty()
                    .allMatch(number -> number.matches("V[0-9]+"))
                    .doesNotHaveDuplicates();
        }
    }
}
