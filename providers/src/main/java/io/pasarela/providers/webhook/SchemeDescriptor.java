package io.pasarela.providers.webhook;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a provider signs its webhooks and where they name their event: everything that {@link WebhookScheme} has to know. Texts with
 * {@code {…}} are {@link Template}s.
 */
public interface SchemeDescriptor {

    /** How the signature is stated and made. */
    Signature signature();

    /** When the webhook was signed; absent for a scheme that signs no time. */
    Optional<Timestamp> timestamp();

    /** Where the envelope's fields are. */
    Event event();

    /** How the signature is stated and made. */
    interface Signature {

        /** The request header that states it; absent when it stands in the body ({@link Layout#BODY_ITEMS}). */
        Optional<String> header();

        /** How the header is to be read. */
        @WithDefault("WHOLE")
        Layout layout();

        /** Names of the entries that are signatures of this scheme, e.g. {@code v1}. Entries with other names are ignored. */
        Optional<List<String>> versions();

        /** Where the body lists its items, a JSON pointer (RFC 6901). Only for {@link Layout#BODY_ITEMS}, as is the next. */
        Optional<String> items();

        /** Where an item states its signature, a JSON pointer that begins at the item, as those in the templates then do. */
        Optional<String> itemSignature();

        /** How the signature's bytes are written. */
        Encoding encoding();

        /** How it is computed. */
        Algorithm algorithm();

        /** How a key is written in the configuration. */
        KeyFormat keyFormat();

        /** The request header that names the key; the key with that id alone is tried. Absent: every live key is. */
        Optional<String> keyIdHeader();

        /** The bytes that are signed. */
        @WithDefault("{body}")
        String content();

        /** What is done to these bytes first. */
        @WithDefault("NONE")
        Digest digest();
    }

    /** When the webhook was signed. */
    interface Timestamp {

        /** The request header that states it. Without one it is the entry {@link #entry()} of the signature's header. */
        Optional<String> header();

        /** The name of the entry that states it. */
        @WithDefault("t")
        String entry();

        /** How it is written. */
        @WithDefault("SECONDS")
        TimeUnit unit();

        /** Most that it may lie before or after our clock, both included. */
        @WithDefault("300S")
        Duration tolerance();
    }

    /** Where the envelope's fields are. For each, the first template wins whose every part is there; none is an error. */
    interface Event {

        /** What is the same over all deliveries of one event, and of no other. */
        Optional<List<String>> id();

        /** What stands in for an id that is not there. */
        @WithDefault("BODY_HASH")
        MissingId missingId();

        /** The provider's own event type. */
        Optional<List<String>> type();

        /** The ramp, user or account that it is about: events of one resource stay in order. */
        Optional<List<String>> resource();

        /** When it happened: ISO-8601, or seconds or milliseconds since 1970. */
        Optional<List<String>> time();

        /** Whether the body differs between deliveries of one event, so that a different body under a known id is no alarm. */
        @WithDefault("false")
        boolean bodyChanges();
    }

    /** How the signature is stated. */
    enum Layout {
        /** The header's value is the signature. */
        WHOLE,
        /** {@code t=1,v1=abc,v1=def}: Stripe's way. */
        PAIRS,
        /** {@code v1,abc v1a,def}: the way of Standard Webhooks. */
        VERSIONED,
        /** The body lists items and each states its own: Adyen's way. Every one of them must be genuine. */
        BODY_ITEMS
    }

    /** What is done to the signed bytes before the algorithm sees them. */
    enum Digest {
        NONE,
        /** The algorithm signs their SHA-256: Bridge's way, which in effect hashes twice. */
        SHA256
    }

    /** How a timestamp is written. */
    enum TimeUnit {
        SECONDS,
        MILLISECONDS,
        /** RFC 3339, e.g. {@code 2026-01-31T12:00:00Z}. */
        ISO
    }

    /** What stands in for an event id that is not there. */
    enum MissingId {
        /** The body's SHA-256: for providers whose body is the same at every delivery. */
        BODY_HASH,
        /** Nothing: such a webhook is never taken for a repetition. */
        NONE
    }
}
