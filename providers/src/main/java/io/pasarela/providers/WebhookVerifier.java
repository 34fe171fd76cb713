package io.pasarela.providers;

import java.util.List;
import java.util.function.Function;

/** Decides whether a webhook really comes from the provider. Pure: it looks at nothing but the request and its keys. */
public interface WebhookVerifier extends Provider {

    /** Verifies over the raw bytes, exactly as received, in constant time on decoded values. */
    Verdict verify(Webhook webhook);

    /**
     * A webhook as it came in.
     *
     * @param headers all values of the named header, in order; names are case-insensitive
     */
    record Webhook(Function<String, List<String>> headers, byte[] body) {}

    /** Believed or not. */
    sealed interface Verdict {

        /** @param keyId which key it was, never the key itself */
        record Genuine(String signature, String keyId) implements Verdict {}

        /** @param reason for our own log and metrics only; the sender gets one uniform answer */
        record Forged(Reason reason) implements Verdict {}
    }

    /** Why a webhook was not believed. */
    enum Reason {
        SIGNATURE_MISSING,
        SIGNATURE_UNREADABLE,
        SIGNATURE_TOO_LONG,
        SIGNATURE_WRONG
    }
}
