package io.pasarela.operations.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Headers of a record as text. */
public final class Headers {

    private Headers() {}

    /** The last one of that name; none when it is absent or null. */
    public static Optional<String> text(ConsumerRecord<?, ?> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(header -> header.value())
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }
}
