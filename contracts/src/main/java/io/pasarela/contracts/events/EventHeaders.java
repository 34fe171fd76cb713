package io.pasarela.contracts.events;

/**
 * Kafka headers of every record that Pasarela publishes: CloudEvents 1.0 in Kafka's binary mode, where an attribute is the header
 * {@code ce_} plus its name and its value is UTF-8 text. Further headers may come.
 */
public final class EventHeaders {

    /** Always {@code 1.0}. */
    public static final String SPEC_VERSION = "ce_specversion";

    /** Id of the event, a UUID: the same whenever the event is delivered again. */
    public static final String ID = "ce_id";

    /** One of {@link EventTypes}. A reader skips a type that it does not know. */
    public static final String TYPE = "ce_type";

    /** Who published it, {@link #RAMP_SERVICE}. */
    public static final String SOURCE = "ce_source";

    /** The ramp's or user's id, same as the record's key. */
    public static final String SUBJECT = "ce_subject";

    /** When the change was saved, RFC 3339 in UTC. */
    public static final String TIME = "ce_time";

    /** Media type of the value, {@code application/json}. */
    public static final String CONTENT_TYPE = "content-type";

    /** W3C trace context of the change, where it was traced; the 32 digits after the first hyphen are the trace id. */
    public static final String TRACE_PARENT = "traceparent";

    /** Value of {@link #SOURCE} for everything that ramp-service publishes. */
    public static final String RAMP_SERVICE = "urn:pasarela:ramp-service";

    private EventHeaders() {}
}
