package io.pasarela.providers.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.providers.webhook.SchemeDescriptor.Digest;
import io.pasarela.providers.webhook.SchemeDescriptor.Layout;
import io.pasarela.providers.webhook.SchemeDescriptor.Timestamp;
import io.pasarela.providers.webhook.SignatureHeader.Entry;
import io.pasarela.providers.webhook.Template.Kind;
import io.pasarela.providers.webhook.Verdict.Reason;
import io.pasarela.providers.webhook.WebhookKey.Stated;
import io.pasarela.providers.webhook.json.JsonFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@link SchemeDescriptor} made ready: decides whether a webhook is genuine, and reads its envelope. Pure: it looks at nothing but the
 * request, the keys and the time that it is given.
 */
public final class WebhookScheme {

    /** Longest header, in characters, that is looked into. */
    public static final int HEADER_LENGTH_MAX = 4096;

    /** Most signatures that one webhook may state. */
    public static final int SIGNATURES_MAX = 10;

    /** Most signatures that are tried with a public key, which costs about a hundred times as much as an HMAC. */
    private static final int PUBLIC_SIGNATURES_MAX = 3;

    /** Largest body, in bytes, that is read as a tree before anything is verified; ten items have a few kilobytes each. */
    private static final int ITEMS_BODY_MAX = 64 * 1024;

    private final SchemeDescriptor.Signature signature;
    private final Set<String> versions;
    private final Template content;
    private final Set<String> plainEntries;
    private final JsonFields contentFields;
    private final @Nullable Timestamp timestamp;
    private final SchemeDescriptor.Event event;
    private final EnvelopeReader envelopes;

    /**
     * @param parameters the values that {@code {parameter:…}} stands for
     * @throws IllegalArgumentException when the descriptor contradicts itself; the message begins with the setting's name
     */
    public WebhookScheme(SchemeDescriptor descriptor, Map<String, String> parameters) {
        SchemeRules.check(descriptor);
        this.signature = descriptor.signature();
        this.versions = Set.copyOf(signature.versions().orElse(List.of()));
        this.content = SchemeRules.content(signature, parameters);
        this.timestamp = descriptor.timestamp().orElse(null);
        this.plainEntries = SchemeRules.plainEntries(content, timestamp);
        this.contentFields = new JsonFields(content.arguments(Kind.JSON));
        this.event = descriptor.event();
        this.envelopes = new EnvelopeReader(event, parameters);
    }

    /** Whether its keys are shared secrets. */
    public boolean hasSharedSecret() {
        return signature.keyFormat().isSecret();
    }

    /** Whether the body of one event differs between its deliveries. */
    public boolean bodyChanges() {
        return event.bodyChanges();
    }

    /** @see WebhookKey#of */
    public WebhookKey key(String id, String text, @Nullable Instant notBefore, @Nullable Instant notAfter) {
        return WebhookKey.of(id, text, notBefore, notAfter, signature.algorithm(), signature.keyFormat());
    }

    /**
     * Verifies over the raw bytes, exactly as received.
     *
     * @param keys the keys that are live now
     */
    public Verdict verify(Webhook webhook, List<WebhookKey> keys, Instant now) {
        return signature.layout() == Layout.BODY_ITEMS ? verifyItems(webhook, keys) : verifyHeader(webhook, keys, now);
    }

    private Verdict verifyHeader(Webhook webhook, List<WebhookKey> keys, Instant now) {
        List<String> values = webhook.headers().apply(signature.header().orElseThrow());
        if (values.isEmpty() || values.getFirst().isBlank()) {
            return forged(Reason.SIGNATURE_MISSING);
        }
        if (values.size() > 1) {
            return forged(Reason.SIGNATURE_UNREADABLE);
        }
        if (values.getFirst().length() > HEADER_LENGTH_MAX) {
            return forged(Reason.SIGNATURE_TOO_LONG);
        }
        SignatureHeader header = SignatureHeader.parse(values.getFirst(), signature.layout());
        List<String> stated = new ArrayList<>();
        int signatures = 0;
        for (Entry entry : header.entries()) {
            signatures += plainEntries.contains(entry.name()) ? 0 : 1;
            if (signature.layout() == Layout.WHOLE || versions.contains(entry.name())) {
                stated.add(entry.value());
            }
        }
        if (signatures > SIGNATURES_MAX || (!hasSharedSecret() && stated.size() > PUBLIC_SIGNATURES_MAX)) {
            return forged(Reason.SIGNATURES_TOO_MANY);
        }
        if (stated.isEmpty()) {
            return forged(signatures == 0 ? Reason.SIGNATURE_UNREADABLE : Reason.VERSION_UNKNOWN);
        }
        String time = timestampText(webhook, header);
        Instant signed = timestamp == null || time == null ? null : SigningTime.read(time, timestamp.unit());
        if (timestamp != null && signed == null) {
            return forged(time == null ? Reason.TIMESTAMP_MISSING : Reason.TIMESTAMP_UNREADABLE);
        }
        Map<String, String> fields = contentFields.read(webhook.body());
        Verdict verdict = match(Reading.of(webhook, header, time, fields::get), stated, keys);
        // The time is judged last, so that "stale" in a log always means a right signature: a replay, or a wrong clock.
        Reason fault = timestamp == null || signed == null || !(verdict instanceof Verdict.Genuine)
                ? null
                : SigningTime.fault(signed, timestamp.unit(), timestamp.tolerance(), now);
        return fault == null ? verdict : forged(fault);
    }

    private @Nullable String timestampText(Webhook webhook, SignatureHeader header) {
        if (timestamp == null) {
            return null;
        }
        return timestamp.header().isPresent()
                ? Reading.header(webhook, timestamp.header().get())
                : header.only(timestamp.entry());
    }

    private Verdict verifyItems(Webhook webhook, List<WebhookKey> keys) {
        JsonNode tree = webhook.body().length > ITEMS_BODY_MAX ? null : JsonFields.tree(webhook.body());
        JsonNode items = tree == null ? null : tree.at(signature.items().orElseThrow());
        if (items == null || !items.isArray() || items.isEmpty()) {
            return forged(Reason.BODY_UNREADABLE);
        }
        if (items.size() > SIGNATURES_MAX) {
            return forged(Reason.SIGNATURES_TOO_MANY);
        }
        Verdict verdict = forged(Reason.SIGNATURE_MISSING);
        for (JsonNode item : items) {
            String stated = JsonFields.scalar(item, signature.itemSignature().orElseThrow());
            if (stated == null || stated.length() > HEADER_LENGTH_MAX) {
                return forged(stated == null ? Reason.SIGNATURE_MISSING : Reason.SIGNATURE_TOO_LONG);
            }
            verdict = match(item(webhook, item), List.of(stated), keys);
            if (verdict instanceof Verdict.Forged) {
                return verdict;
            }
        }
        return verdict;
    }

    private Verdict match(Reading reading, List<String> stated, List<WebhookKey> keys) {
        List<Stated> signatures = new ArrayList<>(stated.size());
        for (String text : stated) {
            byte[] bytes = signature.encoding().decode(text);
            if (bytes != null) {
                signatures.add(new Stated(text, bytes));
            }
        }
        if (signatures.isEmpty()) {
            return forged(Reason.SIGNATURE_UNREADABLE);
        }
        List<WebhookKey> candidates = candidates(reading, keys);
        if (candidates.isEmpty()) {
            return forged(Reason.KEY_UNKNOWN);
        }
        Verdict verdict = forged(Reason.SIGNATURE_WRONG);
        // Made once, except where each key is a part of it.
        List<byte[]> shared = content.hasSecret() ? List.of() : content.signed(reading);
        for (WebhookKey key : candidates) {
            List<byte[]> signed = content.hasSecret() ? content.signed(reading.with(key.secret())) : shared;
            if (signed == null) {
                return forged(
                        content.arguments(Kind.SORTED_JSON).isEmpty()
                                ? Reason.SIGNED_HEADER_UNREADABLE
                                : Reason.BODY_UNREADABLE);
            }
            Stated match = key.match(digested(signed), signatures);
            if (match != null && verdict instanceof Verdict.Forged) {
                verdict = new Verdict.Genuine(match.text(), key.id());
            }
        }
        return verdict;
    }

    private List<WebhookKey> candidates(Reading reading, List<WebhookKey> keys) {
        if (signature.keyIdHeader().isEmpty()) {
            return keys;
        }
        String id = reading.header(signature.keyIdHeader().get());
        return keys.stream().filter(key -> key.id().equals(id)).toList();
    }

    private List<byte[]> digested(List<byte[]> content) {
        return signature.digest() == Digest.NONE ? content : List.of(WebhookKey.hashed(content));
    }

    private static Verdict forged(Reason reason) {
        return new Verdict.Forged(reason);
    }

    /** What stands on the envelope. Only for a webhook that was verified; never fails. */
    public Envelope envelope(Webhook webhook) {
        if (signature.layout() != Layout.BODY_ITEMS) {
            Map<String, String> fields = envelopes.fields(webhook.body());
            SignatureHeader header = new SignatureHeader(List.of());
            return envelopes.read(webhook, List.of(Reading.of(webhook, header, null, fields::get)));
        }
        JsonNode tree = JsonFields.tree(webhook.body());
        List<Reading> items = new ArrayList<>();
        if (tree != null) {
            tree.at(signature.items().orElseThrow()).forEach(item -> items.add(item(webhook, item)));
        }
        return items.isEmpty() ? new Envelope(null, null, null, null) : envelopes.read(webhook, items);
    }

    private static Reading item(Webhook webhook, JsonNode item) {
        return Reading.of(
                webhook,
                new SignatureHeader(List.of()),
                null,
                pointer -> pointer == null ? null : JsonFields.scalar(item, pointer));
    }
}
