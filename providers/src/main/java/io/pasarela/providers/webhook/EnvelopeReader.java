package io.pasarela.providers.webhook;

import com.ethlo.time.ITU;
import io.pasarela.providers.webhook.SchemeDescriptor.MissingId;
import io.pasarela.providers.webhook.Template.Kind;
import io.pasarela.providers.webhook.json.JsonFields;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what stands on a webhook's envelope. Only ever given a webhook that was verified; never fails, whatever its body holds. */
final class EnvelopeReader {

    /** Longer than any provider's id or type; what is longer is not one. */
    private static final int LENGTH_MAX = 256;

    /** Up to the year 5138, a number below this counts seconds. */
    private static final long MILLISECONDS_MIN = 100_000_000_000L;

    private static final int DIGITS_MAX = 16;

    private final List<Template> id;
    private final MissingId missingId;
    private final List<Template> type;
    private final List<Template> resource;
    private final List<Template> time;
    private final JsonFields fields;

    EnvelopeReader(SchemeDescriptor.Event event, Map<String, String> parameters) {
        this.id = templates("event.id", event.id(), parameters);
        this.missingId = event.missingId();
        this.type = templates("event.type", event.type(), parameters);
        this.resource = templates("event.resource", event.resource(), parameters);
        this.time = templates("event.time", event.time(), parameters);
        this.fields = new JsonFields(Stream.of(id, type, resource, time)
                .flatMap(List::stream)
                .flatMap(template -> template.arguments(Kind.JSON).stream())
                .toList());
    }

    private static List<Template> templates(String name, Optional<List<String>> texts, Map<String, String> parameters) {
        try {
            return texts.orElse(List.of()).stream()
                    .map(text -> Template.of(text, parameters))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " " + e.getMessage(), e);
        }
    }

    /** What its templates need of the body. */
    Map<String, String> fields(byte[] body) {
        return fields.read(body);
    }

    /** @param items what the webhook is about, never empty; only several in one are told by all their ids */
    Envelope read(Webhook webhook, List<Reading> items) {
        Reading first = items.getFirst();
        String eventId = first(id, first);
        for (int i = 1; i < items.size() && eventId != null; i++) {
            String next = first(id, items.get(i));
            eventId = next == null ? null : eventId + "," + next;
        }
        if (eventId == null && missingId == MissingId.BODY_HASH) {
            eventId = "sha256:" + sha256(webhook.body());
        }
        return new Envelope(eventId, first(type, first), first(resource, first), time(first(time, first)));
    }

    private static @Nullable String first(List<Template> templates, Reading reading) {
        for (Template template : templates) {
            String text = template.text(reading);
            if (text != null && text.length() <= LENGTH_MAX) {
                return text;
            }
        }
        return null;
    }

    private static @Nullable String time(@Nullable String text) {
        if (text == null || !isNumber(text)) {
            // The JDK's parser would take longer than all the rest of a webhook together.
            return text != null && ITU.isValid(text) ? text : null;
        }
        long number = Long.parseLong(text);
        return (number < MILLISECONDS_MIN ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number)).toString();
    }

    private static boolean isNumber(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= DIGITS_MAX;
    }

    private static String sha256(byte[] body) {
        return HexFormat.of().formatHex(WebhookKey.hashed(List.of(body)));
    }
}
