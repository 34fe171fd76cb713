package io.pasarela.contracts.events;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A topic that other teams may read: what stands in it, under which key, and for how long. */
public enum PublishedTopic {
    RAMPS(
            Topics.RAMPS,
            "ramp id",
            Duration.ofDays(35),
            List.of(EventTypes.RAMP_CREATED, EventTypes.RAMP_STATUS_CHANGED)),
    USERS(Topics.USERS, "user id", null, List.of(EventTypes.USER_CHANGED));

    private final String topic;
    private final String key;
    private final @Nullable Duration kept;
    private final List<String> types;

    PublishedTopic(String topic, String key, @Nullable Duration kept, List<String> types) {
        this.topic = topic;
        this.key = key;
        this.kept = kept;
        this.types = types;
    }

    /** Its name in Kafka. */
    public String topic() {
        return topic;
    }

    /** What the record's key is; always the text of a UUID. Order holds per key. */
    public String key() {
        return key;
    }

    /** How long a record is kept; null when the topic is compacted, which keeps the last record of each key for good. */
    public @Nullable Duration kept() {
        return kept;
    }

    /** The CloudEvents types that stand in it today. More may come. */
    public List<String> types() {
        return types;
    }
}
