package io.pasarela.gateway.parking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ParkedHeadersTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final ProducerRecord<Object, Object> record =
            new ProducerRecord<>("ramps.notification-service.dlq", "key", "body");

    @Test
    void aSentenceOfOursIsKept() {
        parked("io.pasarela.providers.WebhookDecoder$UnreadableWebhook", "the body names no event");

        assertThat(header("dead-letter-reason")).isEqualTo("the body names no event");
        assertThat(header("dead-letter-cause")).isNull();
    }

    @Test
    void whatAnybodyElseSaysCanQuoteTheRecordAndIsReplacedByItsKind() {
        parked("org.hibernate.exception.DataException", "could not execute [insert into …] Detail: Ana Rojas");

        assertThat(header("dead-letter-reason")).isEqualTo("DataException");
    }

    @Test
    void ofTheCauseOnlyKindAndPlaceAreTold() {
        add("dead-letter-cause-class-name", "com.fasterxml.jackson.core.JsonParseException");
        add(
                "dead-letter-cause",
                "Unrecognized token 'Ana': was expecting …\n at [Source: \"Ana Rojas\"; line: 1, column: 5]");
        parked("io.pasarela.providers.WebhookDecoder$UnreadableWebhook", "the body is not JSON");

        assertThat(header("dead-letter-reason")).isEqualTo("the body is not JSON");
        assertThat(header("dead-letter-cause")).isEqualTo("JsonParseException at line: 1, column: 5");
    }

    @Test
    void theTraceIdStandsOnItsOwn() {
        add("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
        parked("io.pasarela.X", "no");

        assertThat(header("dead-letter-trace-id")).isEqualTo(TRACE);
    }

    @Test
    void aTraceparentThatIsNoneIsLeftAlone() {
        add("traceparent", "Ana");
        parked("io.pasarela.X", "no");

        assertThat(header("dead-letter-trace-id")).isNull();
    }

    @Test
    void aReasonIsOneLineAndNotLong() {
        parked("io.pasarela.X", "x".repeat(5000) + "\n\tat io.pasarela.X.y(X.java:1)");

        assertThat(header("dead-letter-reason")).hasSize(200).doesNotContain("\n");
    }

    @Test
    void whatIsNotParkedIsLeftAlone() {
        add("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");

        new ParkedHeaders().onSend(record);

        assertThat(record.headers()).hasSize(1);
    }

    private void parked(String kind, String reason) {
        add("dead-letter-exception-class-name", kind);
        add("dead-letter-reason", reason);
        new ParkedHeaders().onSend(record);
    }

    private void add(String name, String text) {
        record.headers().add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private String header(String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
