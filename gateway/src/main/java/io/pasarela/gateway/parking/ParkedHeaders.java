package io.pasarela.gateway.parking;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Makes the headers of a parked record fit to be shown. The framework writes the messages of the failure and of its cause, and those quote what could
 * not be read, which can be personal data. Our own failures say in their message what is wrong and quote nothing, so that is kept; of any other only
 * its kind is told, and the place in the JSON where it has one.
 *
 * <p>Set as {@code dead-letter-queue.interceptor.classes} of a consumer's channel. Never throws: a record that cannot be explained parks all the same.
 */
public final class ParkedHeaders implements ProducerInterceptor<Object, Object> {

    /** Why it parked, a sentence or the kind of failure. At most {@value #REASON_LENGTH_MAX} characters. */
    public static final String REASON = "dead-letter-reason";

    /** What the failure came from, its kind and place; absent when there is nothing behind it. No stack. */
    public static final String CAUSE = "dead-letter-cause";

    /** Trace id of the record's {@code traceparent} (W3C trace context), 32 hexadecimal digits; absent when it came without one. */
    public static final String TRACE_ID = "dead-letter-trace-id";

    private static final String FAILURE_KIND = "dead-letter-exception-class-name";
    private static final String CAUSE_KIND = "dead-letter-cause-class-name";
    private static final String OURS = "io.pasarela.";
    private static final int REASON_LENGTH_MAX = 200;
    private static final Pattern PLACE = Pattern.compile("line: \\d+, column: \\d+");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    @Override
    public ProducerRecord<Object, Object> onSend(ProducerRecord<Object, Object> record) {
        Headers headers = record.headers();
        if (headers.lastHeader(FAILURE_KIND) == null) {
            return record;
        }
        replace(headers, REASON, told(text(headers, FAILURE_KIND), text(headers, REASON)));
        if (headers.lastHeader(CAUSE_KIND) != null) {
            replace(headers, CAUSE, told(text(headers, CAUSE_KIND), text(headers, CAUSE)));
        }
        Matcher trace = TRACE.matcher(text(headers, "traceparent"));
        if (trace.matches()) {
            replace(headers, TRACE_ID, trace.group(1));
        }
        return record;
    }

    private static String told(String kind, String message) {
        String told;
        if (kind.startsWith(OURS) && !message.isBlank()) {
            told = message.lines().findFirst().orElse("");
        } else {
            Matcher place = PLACE.matcher(message);
            String name = kind.substring(Math.max(kind.lastIndexOf('.'), kind.lastIndexOf('$')) + 1);
            told = place.find() ? name + " at " + place.group() : name;
        }
        return told.length() > REASON_LENGTH_MAX ? told.substring(0, REASON_LENGTH_MAX) : told;
    }

    private static void replace(Headers headers, String name, String text) {
        headers.remove(name).add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void onAcknowledgement(@Nullable RecordMetadata metadata, @Nullable Exception failure) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> settings) {}
}
