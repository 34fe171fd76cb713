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

    /** As it is called in logs and error messages. */
    public String title() {
        return title;
    }
}
