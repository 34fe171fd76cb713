package io.pasarela.sandbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the console says in each language. */
class TextsTest {
    private static final Pattern BLANK_TO_FILL = Pattern.compile("\\{\\w+}");

    /** {@code t('key'}, and {@code data-t="key"} or {@code data-t-label="key"}; keys that are put together have a {@code $} or end in a point. */
    private static final Pattern USED = Pattern.compile("(?:\\bt\\('|data-t(?:-label)?=\")([a-zA-Z0-9_.-]+)['\"]");

    private static final int LINES_MAX = 250;

    @ParameterizedTest
    @ValueSource(strings = {"es", "pt"})
    void everyLanguageSaysTheSameThings(String language) throws Exception {
        JsonObject english = texts("en");
        JsonObject other = texts(language);

        assertThat(other.fieldNames()).isEqualTo(english.fieldNames());
        assertThat(other.fieldNames()).allSatisfy(key -> {
            assertThat(other.getString(key)).as(key).isNotBlank();
            assertThat(blanks(other.getString(key))).as(key).isEqualTo(blanks(english.getString(key)));
        });
    }

    @Test
    void everyTextThatThePageAsksForIsThere() throws Exception {
        Set<String> used = new TreeSet<>();
        for (Path file : files()) {
            USED.matcher(Files.readString(file)).results().forEach(key -> used.add(key.group(1)));
        }

        assertThat(used).hasSizeGreaterThan(80);
        assertThat(texts("en").fieldNames()).containsAll(used);
    }

    @Test
    void filesFitOnAFewScreens() throws Exception {
        assertThat(files())
                .hasSizeGreaterThan(15)
                .allSatisfy(file -> assertThat(Files.readAllLines(file))
                        .as("%s", file.getFileName())
                        .hasSizeLessThanOrEqualTo(LINES_MAX));
    }

    private static JsonObject texts(String language) throws Exception {
        return new JsonObject(Files.readString(page().resolve("texts/" + language + ".json")));
    }

    private static Set<String> blanks(String text) {
        return BLANK_TO_FILL.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
    }

    /** Everything but the texts themselves. */
    private static Set<Path> files() throws IOException, URISyntaxException {
        try (Stream<Path> all = Files.walk(page())) {
            return all.filter(file -> file.toString().matches(".*\\.(html|js|css)"))
                    .collect(Collectors.toSet());
        }
    }

    private static Path page() throws URISyntaxException {
        return Path.of(TextsTest.class.getResource("page/index.html").toURI()).getParent();
    }
}
