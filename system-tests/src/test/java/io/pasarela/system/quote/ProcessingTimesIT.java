package io.pasarela.system.quote;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RedisSocket;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How long a ramp takes, as a quotation tells it. */
class ProcessingTimesIT {

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @Test
    void enoughFinishedRampsReplaceOurAssumptionInWhateverOrderTheyAreHeardOf() {
        JsonNode before = processingTime();
        List<RampEvent> events = new ArrayList<>();
        Instant yesterday = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
        for (int minutes = 1; minutes <= 20; minutes++) {
            events.addAll(Story.ramp(
                    UUID.randomUUID(),
                    "1",
                    "BSC",
                    yesterday,
                    Duration.ofMinutes(minutes),
                    RampStatus.CREATED,
                    RampStatus.DEPOSIT_RECEIVED,
                    RampStatus.COMPLETED));
        }
        List<RampEvent> twice = new ArrayList<>(events);
        twice.addAll(events);
        Collections.shuffle(twice, new Random(20));

        try (var writer = new TopicWriter(system.sandbox().kafkaBootstrap())) {
            writer.ramps(twice);
        }

        assertThat(before.path("basis").asText()).isEqualTo("DEFAULT");
        assertThat(before.path("estimate").asText()).isEqualTo("PT30M");
        eventually(() -> assertThat(processingTime()).isEqualTo(observed()));

        RedisSocket.command(system.sandbox().redisPort(), "FLUSHALL");
        eventually(() -> assertThat(processingTime()).isEqualTo(observed()));
    }

    private static JsonNode observed() {
        return Gateway.JSON
                .createObjectNode()
                .put("estimate", "PT10M")
                .put("p50", "PT10M")
                .put("p90", "PT18M")
                .put("basis", "OBSERVED")
                .put("observed", 20);
    }

    private JsonNode processingTime() {
        var answer = gateway.quote("MXN", "USDC", "1500.00", "SPEI", "BSC");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().path("processingTime");
    }
}
