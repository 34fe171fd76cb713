package io.pasarela.operations.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is right to know about one ramp or user. */
sealed interface Right {

    /** What a consumer may say for a word that it does not know, instead of the word. */
    String UNKNOWN = "UNKNOWN";

    /** Where the consumer's word differs. */
    List<String> faults(Said said);

    /**
     * It is known, and so.
     *
     * @param subject {@code ramp} or {@code user}
     * @param words fields and the values that are right for each
     * @param amounts fields that are compared as numbers: {@code 80.50} is {@code 80.5}
     * @param changes how many changes it went through; asked only of a consumer that counts them
     */
    record Known(
            String subject,
            String id,
            Map<String, Set<String>> words,
            Map<String, BigDecimal> amounts,
            Optional<Integer> changes)
            implements Right {

        @Override
        public List<String> faults(Said said) {
            Optional<JsonNode> line = said.about(subject, id);
            if (line.isEmpty()) {
                return List.of("%s %s is not in the file".formatted(subject, id));
            }
            List<String> faults = new ArrayList<>();
            words.forEach((field, right) -> {
                String word = line.get().path(field).asText();
                if (!right.contains(word)) {
                    faults.add(fault(field, word, String.join(" or ", right)));
                }
            });
            amounts.forEach((field, right) -> {
                String amount = line.get().path(field).asText();
                if (!Said.isAmount(amount, right)) {
                    faults.add(fault(field, amount, right.toPlainString()));
                }
            });
            changes.filter(_ -> line.get().has("changes"))
                    .filter(count -> line.get().path("changes").asInt() != count)
                    .ifPresent(count -> faults.add(
                            fault("changes", line.get().path("changes").asText(), count.toString())));
            return faults;
        }

        private String fault(String field, String word, String right) {
            return "%s %s: %s is %s, must be %s".formatted(subject, id, field, word.isEmpty() ? "absent" : word, right);
        }

        /** The same, and so many changes. */
        Known afterChanges(int count) {
            return new Known(subject, id, words, amounts, Optional.of(count));
        }
    }

    /** It is forgotten: the file has no line about it, or one with {@code "deleted": true}. */
    record Forgotten(String subject, String id) implements Right {

        @Override
        public List<String> faults(Said said) {
            boolean remembered = said.about(subject, id)
                    .filter(line -> !line.path("deleted").asBoolean())
                    .isPresent();
            return remembered
                    ? List.of("%s %s is still in the file, must be forgotten".formatted(subject, id))
                    : List.of();
        }
    }

    /** As this event of a ramp says. */
    static Known ramp(JsonNode event) {
        JsonNode ramp = event.path("ramp");
        Map<String, Set<String>> words = new LinkedHashMap<>();
        words.put("status", words(ramp.path("status").asText()));
        words.put("sequence", Set.of(event.path("sequence").asText()));
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        for (String field : List.of("fromAmount", "toAmount")) {
            amounts.put(field, new BigDecimal(ramp.path(field).asText()));
        }
        return new Known("ramp", ramp.path("id").asText(), words, amounts, Optional.empty());
    }

    /** As this event of a user says. */
    static Known user(JsonNode event) {
        JsonNode user = event.path("user");
        Map<String, Set<String>> words = new LinkedHashMap<>();
        words.put("status", words(user.path("status").asText()));
        words.put("kycLevel", words(user.path("kycLevel").asText()));
        words.put("sequence", Set.of(event.path("sequence").asText()));
        return new Known("user", user.path("id").asText(), words, Map.of(), Optional.empty());
    }

    private static Set<String> words(String word) {
        return word.startsWith(Story.OF_THE_FUTURE) ? new java.util.TreeSet<>(Set.of(word, UNKNOWN)) : Set.of(word);
    }
}
