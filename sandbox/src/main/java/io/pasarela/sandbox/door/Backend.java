package io.pasarela.sandbox.door;

/** Who can own a path behind the front door. */
public enum Backend {
    WEBHOOK_INGEST("webhook-ingest"),
    QUOTE_SERVICE("quote-service"),
    RAMP_SERVICE("ramp-service"),
    NOTIFICATION_SERVICE("notification-service"),
    ISSUER("token issuer");

    private final String title;

    Backend(String title) {
        this.title = title;
    }

    /** Largest body, in bytes, that it takes: its own limit, so that the door refuses what it would hang up on. */
    long bodyMax() {
        return this == WEBHOOK_INGEST ? 1024 * 1024 : 64 * 1024;
    }

    /** As it is called in logs and error messages. */
    public String title() {
        return title;
    }
}
