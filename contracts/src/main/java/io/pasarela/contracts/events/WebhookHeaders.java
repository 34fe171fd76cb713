package io.pasarela.contracts.events;

/**
 * Kafka headers of {@link Topics#PROVIDER_WEBHOOKS} beside CloudEvents' own. {@code ce_id} is the provider's event id,
 * {@code ce_subject} the resource id, {@code ce_time} the provider's time where it states one.
 */
public final class WebhookHeaders {

    /** The provider's name, e.g. {@code killb}. */
    public static final String PROVIDER = "ce_provider";

    /** The provider's own event type, e.g. {@code RAMP.UPDATE}. */
    public static final String PROVIDER_TYPE = "ce_providertype";

    /** When webhook-ingest received it, ISO-8601 UTC. */
    public static final String RECEIVED_AT = "ce_receivedat";

    /** The signature text that was verified. */
    public static final String SIGNATURE = "ce_signature";

    /** Id of the key that verified it, never the key. */
    public static final String KEY_ID = "ce_signaturekeyid";

    /**
     * When an operator put this record into the topic once more, ISO-8601 UTC; absent from what a provider delivered. {@code ce_id} is that of
     * the first time, so whoever has heard it knows it as a repetition.
     */
    public static final String REPLAYED_AT = "ce_replayedat";

    private WebhookHeaders() {}
}
