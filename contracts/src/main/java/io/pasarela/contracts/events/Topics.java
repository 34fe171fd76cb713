package io.pasarela.contracts.events;

/** Names of the Kafka topics. The name is the contract: it never changes, a new meaning gets a new topic. */
public final class Topics {

    /** Verified provider webhooks, raw. Key: {@code {provider}:{resource id}}. Kept 30 days. */
    public static final String PROVIDER_WEBHOOKS = "provider.webhooks";

    /** Every change of a ramp ({@link RampEvent}). Key: ramp id. Kept 35 days: a month and some. */
    public static final String RAMPS = "ramps";

    /** Every change of a user ({@link UserEvent}). Key: user id. Compacted: the last one of each user is kept for good. */
    public static final String USERS = "users";

    private Topics() {}

    /** Where a consumer parks a record that it can never process. Kept 90 days. */
    public static String deadLetter(String topic, String consumer) {
        return topic + "." + consumer + ".dlq";
    }
}
