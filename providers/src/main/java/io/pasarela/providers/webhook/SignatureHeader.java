package io.pasarela.providers.webhook;

import io.pasarela.providers.webhook.SchemeDescriptor.Layout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signature's header, taken apart.
 *
 * @param entries in the order in which they stand; a header that is one whole has one, without a name
 */
record SignatureHeader(List<Entry> entries) {

    /** One entry; its value may hold the character that ends a name. */
    record Entry(String name, String value) {}

    /** What is not an entry at all is left out. */
    static SignatureHeader parse(String text, Layout layout) {
        return switch (layout) {
            case WHOLE -> new SignatureHeader(List.of(new Entry("", text.strip())));
            case PAIRS -> split(text, ',', '=');
            case VERSIONED -> split(text, ' ', ',');
            case BODY_ITEMS -> new SignatureHeader(List.of());
        };
    }

    private static SignatureHeader split(String text, char between, char afterName) {
        List<Entry> entries = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int end = text.indexOf(between, start);
            end = end < 0 ? text.length() : end;
            String entry = text.substring(start, end).strip();
            int name = entry.indexOf(afterName);
            if (name > 0) {
                entries.add(new Entry(entry.substring(0, name), entry.substring(name + 1)));
            }
            start = end + 1;
        }
        return new SignatureHeader(entries);
    }

    /** The value of the one entry with this name; null when there is none, or more than one. */
    @Nullable
    String only(String name) {
        String value = null;
        for (Entry entry : entries) {
            if (entry.name().equals(name)) {
                if (value != null) {
                    return null;
                }
                value = entry.value();
            }
        }
        return value;
    }
}
