package io.pasarela.providers.webhook;

import io.pasarela.providers.webhook.json.JsonFields;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A webhook, or one item of it, as templates see it.
 *
 * @param header the signature's header
 * @param timestamp the signing time as it was sent
 * @param fields the scalar at a JSON pointer, or null
 * @param secret the bytes of the key that is being tried; empty while none is
 */
record Reading(
        Webhook webhook,
        SignatureHeader header,
        @Nullable String timestamp,
        UnaryOperator<@Nullable String> fields,
        byte[] secret)
        implements Template.Source {

    /** Signed beside the body, ids and times are short; whatever is longer was made to cause harm. */
    private static final int HEADER_LENGTH_MAX = 256;

    private static final byte[] NO_SECRET = {};

    static Reading of(
            Webhook webhook,
            SignatureHeader header,
            @Nullable String timestamp,
            UnaryOperator<@Nullable String> fields) {
        return new Reading(webhook, header, timestamp, fields, NO_SECRET);
    }

    Reading with(byte[] key) {
        return new Reading(webhook, header, timestamp, fields, key);
    }

    /** The header's value; null when it is missing, empty, repeated, too long, or not plain ASCII. */
    static @Nullable String header(Webhook webhook, String name) {
        List<String> values = webhook.headers().apply(name);
        if (values.size() != 1) {
            return null;
        }
        String value = values.getFirst();
        boolean usable = !value.isEmpty()
                && value.length() <= HEADER_LENGTH_MAX
                && value.chars().allMatch(c -> c >= ' ' && c <= '~');
        return usable ? value : null;
    }

    @Override
    public byte[] body() {
        return webhook.body();
    }

    @Override
    public @Nullable String header(String name) {
        return header(webhook, name);
    }

    @Override
    public @Nullable String entry(String name) {
        return header.only(name);
    }

    @Override
    public @Nullable String json(String pointer) {
        return fields.apply(pointer);
    }

    @Override
    public byte @Nullable [] sortedJson() {
        return JsonFields.sorted(webhook.body());
    }
}
