package io.pasarela.operations.redrive;

import io.pasarela.contracts.events.WebhookHeaders;
import io.pasarela.operations.kafka.Headers;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** A parked record, with the headers that SmallRye's dead-letter queue adds to those that it came with. */
record DeadLetter(ConsumerRecord<byte[], byte[]> record) {

    private static final String ADDED_BY_PARKING = "dead-letter-";
    private static final int REASON_LENGTH_MAX = 160;
    private static final Pattern QUOTED = Pattern.compile("(['\"`]).*\\1");

    /** As it was before it was parked. Its partition follows from its key, as when it was first sent. */
    ProducerRecord<byte[], byte[]> redriven(DeadLetterTopic from) {
        var redriven = new ProducerRecord<>(from.source(), record.key(), record.value());
        for (Header header : record.headers()) {
            if (!header.key().startsWith(ADDED_BY_PARKING)) {
                redriven.headers().add(header);
            }
        }
        return redriven;
    }

    /** The provider's type, else the CloudEvents type. */
    String type() {
        return Headers.text(record, WebhookHeaders.PROVIDER_TYPE)
                .or(() -> Headers.text(record, "ce_type"))
                .orElse("(no type)");
    }

    /** The simple name of the exception that it was parked for. */
    String failure() {
        String name = Headers.text(record, "dead-letter-exception-class-name").orElse("(no reason)");
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /**
     * The exception and the first line of its message. Whatever the message quotes is left out, because that comes from the record's body and
     * can be personal data.
     */
    String reason() {
        String message = Headers.text(record, "dead-letter-reason")
                .orElse("")
                .lines()
                .findFirst()
                .orElse("");
        String decent = QUOTED.matcher(message).replaceAll("$1…$1");
        String brief = decent.length() > REASON_LENGTH_MAX ? decent.substring(0, REASON_LENGTH_MAX) + "…" : decent;
        return brief.isEmpty() ? failure() : failure() + ": " + brief;
    }
}
