package io.pasarela.operations.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.EventHeaders;
import io.pasarela.contracts.events.EventTypes;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.contracts.events.Topics;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A consumer without Kafka: a right one, or one with flaws that real ones have. */
final class Listener {

    private static final ObjectMapper JSON = Wire.mapper();
    private static final Set<String> TYPES =
            Set.of(EventTypes.RAMP_CREATED, EventTypes.RAMP_STATUS_CHANGED, EventTypes.USER_CHANGED);

    /** What one can get wrong. */
    enum Flaw {
        BELIEVES_THE_LAST_ONE,
        COUNTS_REPETITIONS,
        WANTS_THE_BEGINNING,
        TAKES_AN_END_FOR_FINAL,
        REFUSES_UNKNOWN_FIELDS,
        REFUSES_UNKNOWN_WORDS,
        READS_ANY_TYPE,
        COUNTS_IN_DOUBLES,
        STOPS_AT_POISON,
        FORGETS_NOBODY
    }

    private final Set<Flaw> flaws;
    private final Map<String, ObjectNode> lines = new LinkedHashMap<>();
    private boolean stuck;

    Listener(Flaw... flaws) {
        this.flaws = EnumSet.noneOf(Flaw.class);
        this.flaws.addAll(Set.of(flaws));
    }

    void hear(Told told) {
        if (stuck) {
            return;
        }
        try {
            take(told);
        } catch (RuntimeException | IOException _) {
            stuck = flaws.contains(Flaw.STOPS_AT_POISON);
        }
    }

    /** All that it knows, as JSON lines. */
    String state() {
        return lines.values().stream().map(JsonNode::toString).collect(Collectors.joining("\n"));
    }

    private void take(Told told) throws IOException {
        String subject = told.contract().equals(Topics.RAMPS) ? "ramp" : "user";
        if (told.value() == null) {
            if (subject.equals("user") && !flaws.contains(Flaw.FORGETS_NOBODY)) {
                lines.remove("user:" + told.key());
            }
            return;
        }
        if (!TYPES.contains(told.headers().get(EventHeaders.TYPE)) && !flaws.contains(Flaw.READS_ANY_TYPE)) {
            return;
        }
        JsonNode event = JSON.readTree(told.value());
        JsonNode snapshot = event.path(subject);
        if (flaws.contains(Flaw.READS_ANY_TYPE) && !snapshot.isObject()) {
            lines.remove(subject + ":" + told.key());
            stuck = true;
            return;
        }
        long sequence = event.required("sequence").asLong();
        ObjectNode known = lines.get(subject + ":" + told.key());
        if (known != null
                && known.path("sequence").asLong() >= sequence
                && !flaws.contains(Flaw.BELIEVES_THE_LAST_ONE)) {
            if (flaws.contains(Flaw.COUNTS_REPETITIONS)) {
                known.put("changes", known.path("changes").asInt() + 1);
            }
            return;
        }
        if (refuses(snapshot, known, sequence)) {
            return;
        }
        ObjectNode line = JSON.createObjectNode()
                .put(subject, told.key())
                .put("status", snapshot.required("status").asText())
                .put("sequence", sequence)
                .put("changes", known == null ? 1 : known.path("changes").asInt() + 1);
        for (String field : new String[] {"fromAmount", "toAmount", "kycLevel"}) {
            if (snapshot.has(field)) {
                String text = snapshot.path(field).asText();
                line.put(
                        field,
                        flaws.contains(Flaw.COUNTS_IN_DOUBLES) && !field.equals("kycLevel")
                                ? Double.toString(Double.parseDouble(text))
                                : text);
            }
        }
        lines.put(subject + ":" + told.key(), line);
    }

    private boolean refuses(JsonNode snapshot, ObjectNode known, long sequence) {
        boolean ended = known != null
                && Set.of("COMPLETED", "FAILED").contains(known.path("status").asText());
        boolean unknownWord = snapshot.has("direction")
                && java.util.Arrays.stream(RampStatus.values())
                        .noneMatch(status ->
                                status.name().equals(snapshot.path("status").asText()));
        return flaws.contains(Flaw.WANTS_THE_BEGINNING) && known == null && sequence > 1
                || flaws.contains(Flaw.TAKES_AN_END_FOR_FINAL) && ended
                || flaws.contains(Flaw.REFUSES_UNKNOWN_FIELDS) && snapshot.has("addedTomorrow")
                || flaws.contains(Flaw.REFUSES_UNKNOWN_WORDS) && unknownWord;
    }
}
