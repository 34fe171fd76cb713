package io.pasarela.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How the images are made. */
class ImagesTest {
    private static final List<String> DOCKERFILE = Settings.read(Rendered.ROOT.resolve("Dockerfile"))
            .replace("\\\n", " ")
            .lines()
            .toList();

    @Test
    void whatRunsIsANumberedUserAndNoShell() {
        for (String stage : List.of("service", "sandbox")) {
            List<String> lines = stage(stage);

            assertThat(lines).as(stage).contains("USER 10001:10001").noneMatch(line -> line.startsWith("RUN "));
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("ENTRYPOINT"))
                    .singleElement()
                    .asString()
                    .startsWith("ENTRYPOINT [\"java\", ")
                    .contains("-XX:+ExitOnOutOfMemoryError", "-XX:MaxRAMPercentage=");
        }
        assertThat(stage("service").getLast()).contains("-XX:AOTCache=/app/app.aot");
    }

    @Test
    void everyServiceCanBeBuiltAndCarriesTheListOfItsLibraries() {
        assertThat(Settings.SERVICES)
                .allSatisfy(service -> assertThat(stage("built"))
                        .anyMatch(line -> line.contains("/%s/target/quarkus-app".formatted(service)))
                        .anyMatch(line -> line.contains("/%s/target/sbom".formatted(service))));
        assertThat(stage("service")).anyMatch(line -> line.contains("/app/sbom"));
    }

    @Test
    void theBaseIsTheJavaThatIsBuiltFor() {
        assertThat(DOCKERFILE).contains("ARG JDK_IMAGE=eclipse-temurin:25-jdk", "ARG JRE_IMAGE=eclipse-temurin:25-jre");
        assertThat(DOCKERFILE.stream().filter(line -> line.startsWith("FROM ")))
                .allMatch(line -> line.matches("FROM (\\$\\{J(DK|RE)_IMAGE}|scratch) AS [a-z]+"));
    }

    private static List<String> stage(String name) {
        int from = DOCKERFILE.stream()
                .map(line -> line.endsWith(" AS " + name))
                .toList()
                .indexOf(true);
        return DOCKERFILE.subList(from, DOCKERFILE.size()).stream()
                .skip(1)
                .takeWhile(line -> !line.startsWith("FROM "))
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
