package io.pasarela.operations.redrive;

import static io.pasarela.operations.kafka.StoredRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private static final Instant PARKED = Instant.parse("2026-11-20T00:00:00Z");
    private static final DeadLetterTopic TOPIC = new DeadLetterTopic("provider.webhooks", "ramp-service");

    @Test
    void itGoesBackAsItWasBeforeItWasParked() {
        DeadLetter letter =
                parked("ce_id", "evt-1", "dead-letter-reason", "no", "ce_provider", "killb", "dead-letter-topic", "t");

        var redriven = letter.redriven(TOPIC);

        assertThat(redriven.topic()).isEqualTo("provider.webhooks");
        assertThat(redriven.key()).isEqualTo(letter.record().key());
        assertThat(redriven.value()).isEqualTo(letter.record().value());
        assertThat(redriven.partition()).as("left to the key").isNull();
        assertThat(redriven.headers()).extracting(Header::key).containsExactly("ce_id", "ce_provider");
    }

    @Test
    void itsReasonQuotesNothingOfTheBody() {
        DeadLetter letter = parked(
                "dead-letter-exception-class-name", "io.pasarela.providers.WebhookDecoder$UnreadableWebhook",
                "dead-letter-reason", "Text 'Ana O'Hara' is no date\nand more of Ana");

        assertThat(letter.reason()).isEqualTo("WebhookDecoder$UnreadableWebhook: Text '…' is no date");
    }

    @Test
    void withoutAReasonItSaysSo() {
        assertThat(parked().reason()).isEqualTo("(no reason)");
    }

    @Test
    void aLongReasonIsCut() {
        assertThat(parked("dead-letter-reason", "x".repeat(2_000)).reason()).hasSizeLessThan(200);
    }

    @Test
    void itsTypeIsTheProvidersElseTheEvents() {
        assertThat(parked("ce_type", "io.pasarela.provider.webhook.v1", "ce_providertype", "RAMP.UPDATE")
                        .type())
                .isEqualTo("RAMP.UPDATE");
        assertThat(parked("ce_type", "io.pasarela.ramp.created.v1").type()).isEqualTo("io.pasarela.ramp.created.v1");
        assertThat(parked().type()).isEqualTo("(no type)");
    }

    private static DeadLetter parked(String... headers) {
        return new DeadLetter(record(TOPIC.name(), 0, 7, PARKED, "killb:ramp-1", headers));
    }
}
