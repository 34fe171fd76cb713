package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pasarela.contracts.events.EventHeaders;
import io.pasarela.contracts.events.Topics;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.sandbox.traces.Span;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** One trace leads from what came in over HTTP, through both topics and the outbox between them, to those who are told. */
class TraceIT {

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @Test
    void oneTraceLeadsFromAWebhookToTheStream() {
        Demo user = system.newUser();
        var ramp = gateway.ramp(user, "trace-" + user.userId());
        try (var stream = gateway.stream("?ramp=" + ramp.text("id"))) {
            eventually(() -> assertThat(stream.statuses()).contains("CREATED"));

            system.simulator().pay(ramp.text("providerRampId"));

            eventually(() -> assertThat(stream.statuses()).endsWith("COMPLETED"));
            eventually(() -> assertThat(trace(ramp.text("id"), 6))
                    .extracting(Span::service, Span::name)
                    .contains(
                            tuple("webhook-ingest", "POST"),
                            tuple("ramp-service", "provider.webhooks receive"),
                            tuple("ramp-service", "ramps publish"),
                            tuple("notification-service", "ramps receive"),
                            tuple("notification-service", "streams push")));
            assertIsATree(trace(ramp.text("id"), 6));
        }
    }

    @Test
    void oneTraceLeadsFromARequestToEverybodyWhoReadsTheTopic() {
        Demo user = system.newUser();

        var ramp = gateway.ramp(user, "trace-request-" + user.userId());

        eventually(() -> assertThat(trace(ramp.text("id"), 1))
                .extracting(Span::service, Span::name)
                .contains(
                        tuple("ramp-service", "POST /api/v2/ramps"),
                        tuple("quote-service", "GET /api/v2/quotations/{id}"),
                        tuple("ramp-service", "ramps publish"),
                        tuple("quote-service", "ramps receive"),
                        tuple("notification-service", "ramps receive")));
        assertIsATree(trace(ramp.text("id"), 1));
    }

    /** The spans of the trace that the event with this number carries. */
    private List<Span> trace(String rampId, int sequence) {
        ConsumerRecord<String, String> event = Topic.of(system.sandbox().kafkaBootstrap(), Topics.RAMPS, rampId)
                .get(sequence - 1);
        String traceparent = Topic.header(event, EventHeaders.TRACE_PARENT);
        assertThat(traceparent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        return system.sandbox().traces().of(traceparent.substring(3, 35));
    }

    /** One root, and every other span hangs on one that is there. */
    private static void assertIsATree(List<Span> spans) {
        Set<String> ids = new HashSet<>();
        spans.forEach(span -> ids.add(span.spanId()));

        assertThat(spans).filteredOn(span -> span.parentId().isEmpty()).hasSize(1);
        assertThat(spans)
                .filteredOn(span -> !span.parentId().isEmpty())
                .allSatisfy(span -> assertThat(ids).as(span.name()).contains(span.parentId()));
    }
}
