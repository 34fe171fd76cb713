package io.pasarela.operations.consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a consumer says that it knows: JSON lines, each an object with {@code ramp} or {@code user}, the id. The last line about an id counts, so a
 * consumer may write its whole state anew each time, or append a line per change.
 */
final class Said {

    private static final ObjectMapper JSON = Wire.mapper();

    private final Map<String, JsonNode> lines = new HashMap<>();
    private int unreadable;

    private Said() {}

    /** @return nothing as long as there is no file */
    static Optional<Said> in(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return Optional.of(of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
    }

    static Said of(String text) {
        Said said = new Said();
        text.lines().filter(line -> !line.isBlank()).forEach(said::hear);
        return said;
    }

    /** The last line about this. */
    Optional<JsonNode> about(String subject, String id) {
        return Optional.ofNullable(lines.get(subject + ":" + id));
    }

    /** How many lines are not JSON objects with an id. The last one may just be in the writing. */
    int unreadable() {
        return unreadable;
    }

    /** Whether this text is exactly that amount. */
    static boolean isAmount(String text, BigDecimal right) {
        try {
            return new BigDecimal(text).compareTo(right) == 0;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private void hear(String line) {
        try {
            JsonNode read = JSON.readTree(line);
            for (String subject : new String[] {"ramp", "user"}) {
                if (read.path(subject).isTextual()) {
                    lines.put(subject + ":" + read.path(subject).asText(), read);
                    return;
                }
            }
            unreadable++;
        } catch (JsonProcessingException _) {
            unreadable++;
        }
    }
}
