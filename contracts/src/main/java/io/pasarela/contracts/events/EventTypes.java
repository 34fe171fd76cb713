package io.pasarela.contracts.events;

/** The CloudEvents {@code type} of everything that Pasarela publishes. A breaking change of data gets a new version suffix. */
public final class EventTypes {

    public static final String RAMP_CREATED = "io.pasarela.ramp.created.v1";
    public static final String RAMP_STATUS_CHANGED = "io.pasarela.ramp.status-changed.v1";
    public static final String USER_CHANGED = "io.pasarela.user.changed.v1";

    /** A provider's webhook, raw and verified; the provider's own words are in the data. */
    public static final String PROVIDER_WEBHOOK = "io.pasarela.provider.webhook.v1";

    private EventTypes() {}
}
