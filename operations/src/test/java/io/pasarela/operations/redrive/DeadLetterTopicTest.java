package io.pasarela.operations.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterTopicTest {

    @Test
    void itsNameTellsWhereItsRecordsCameFromAndWhoParkedThem() {
        var topic = DeadLetterTopic.named("provider.webhooks.ramp-service.dlq").orElseThrow();

        assertThat(topic).isEqualTo(new DeadLetterTopic(Topics.PROVIDER_WEBHOOKS, "ramp-service"));
        assertThat(topic.name()).isEqualTo(Topics.deadLetter(Topics.PROVIDER_WEBHOOKS, "ramp-service"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"provider.webhooks", "ramps", "ramps.dlq", ".dlq", "ramps..dlq", "ramps.quote-service.dlq.old"})
    void otherNamesAreNoDeadLetterTopics(String name) {
        assertThat(DeadLetterTopic.named(name)).isEmpty();
    }
}
