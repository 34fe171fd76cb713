package io.pasarela.providers.webhook;

/** Believed or not. */
public sealed interface Verdict {

    /**
     * It comes from the provider.
     *
     * @param signature the text that was verified
     * @param keyId which key it was, never the key itself
     */
    record Genuine(String signature, String keyId) implements Verdict {}

    /** @param reason for our own log and metrics only; the sender gets one uniform answer */
    record Forged(Reason reason) implements Verdict {}

    /** Why a webhook was not believed. */
    enum Reason {
        SIGNATURE_MISSING,
        SIGNATURE_UNREADABLE,
        /** The header is longer than {@link WebhookScheme#HEADER_LENGTH_MAX}. */
        SIGNATURE_TOO_LONG,
        /** The header states more than {@link WebhookScheme#SIGNATURES_MAX} signatures. */
        SIGNATURES_TOO_MANY,
        SIGNATURE_WRONG,
        /** Signatures are there, and none of a version that this scheme accepts. */
        VERSION_UNKNOWN,
        /** A header whose value is signed is missing, repeated, or holds what would let its neighbour in the signed bytes shift. */
        SIGNED_HEADER_UNREADABLE,
        TIMESTAMP_MISSING,
        TIMESTAMP_UNREADABLE,
        /** The signature is right, and too old: a replay, or a clock that is wrong. */
        TIMESTAMP_STALE,
        /** The signature is right, and from a time that has not come yet. */
        TIMESTAMP_IN_FUTURE,
        /** The key that the webhook names is not configured, or not live. */
        KEY_UNKNOWN,
        /** The body cannot be read as far as the scheme needs it. */
        BODY_UNREADABLE
    }
}
