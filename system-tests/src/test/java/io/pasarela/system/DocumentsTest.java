package io.pasarela.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.SandboxOptions;
import io.pasarela.sandbox.demo.DemoCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents say is true. */
class DocumentsTest {

    private static final Path ROOT = SandboxOptions.enclosingCheckout();
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern SHELL = Pattern.compile("```bash\\n(.*?)```", Pattern.DOTALL);

    private static final Pattern TEST = Pattern.compile("(?<![*\\w])[A-Z][A-Za-z]*[a-z](IT|Test)\\b");
    private static final Set<String> TESTS = tests();

    /** {@code up} and its commands are run by ThreeCurlsIT and the sandbox's tests, {@code test} is what runs all of them. */
    private static final Set<String> RUN_BY_TESTS = Set.of(
            "./pasarela up",
            "./pasarela test",
            "./pasarela test -Dpasarela.docs.write=true",
            "./pasarela test -Dpasarela.contract.release=true");

    /** What OperatingDocumentIT can run. */
    private static final Pattern OPERATION = Pattern.compile("\\./pasarela (replay|redrive)( .*)?");

    private static Set<String> tests() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("IT.java") || name.endsWith("Test.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> documents = files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("/."))
                    .toList();
            return documents.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        Matcher link = LINK.matcher(Files.readString(document));

        while (link.find()) {
            String target = link.group(1);
            if (!target.startsWith("http")) {
                assertThat(document.resolveSibling(target))
                        .as("%s in %s", target, ROOT.relativize(document))
                        .exists();
            }
        }
    }

    @Test
    void theReadmeShowsExactlyTheCommandsThatAreTested() throws IOException {
        Set<String> tested = DemoCommands.commands("<userId>", "<accountId>").stream()
                .map(DemoCommands.Command::line)
                .collect(Collectors.toSet());
        tested.addAll(RUN_BY_TESTS);

        for (String name : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")) {
            assertThat(commands(name)).as(name).isSubsetOf(tested);
        }
        assertThat(Files.readString(ROOT.resolve("README.md")))
                .contains(DemoCommands.commands("<userId>", "<accountId>").stream()
                        .map(DemoCommands.Command::line)
                        .toList());
    }

    @Test
    void thePageForOperatorsShowsOnlyCommandsThatAreRun() throws IOException {
        assertThat(commands("docs/operating.md"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).matches(OPERATION));
    }

    /** What a page says is proved by a test is proved by one that there is. */
    @ParameterizedTest
    @MethodSource("documents")
    void everyTestThatAPageNamesIsThere(Path document) throws IOException {
        Set<String> named = TEST.matcher(Files.readString(document))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toSet());

        assertThat(TESTS).containsAll(named);
    }

    /** Every line of every bash block. */
    static Stream<String> commands(String document) throws IOException {
        return SHELL.matcher(Files.readString(ROOT.resolve(document)))
                .results()
                .flatMap(block -> block.group(1).lines());
    }
}
