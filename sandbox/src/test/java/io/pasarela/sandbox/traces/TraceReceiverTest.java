package io.pasarela.sandbox.traces;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.vertx.core.Vertx;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceReceiverTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Traces traces = new Traces();
    private final TraceReceiver receiver = TraceReceiver.start(vertx, traces)
            .toCompletionStage()
            .toCompletableFuture()
            .join();

    @AfterEach
    void close() {
        receiver.close();
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatAServiceExportsIsKeptWithItsNameAndTimes() throws Exception {
        assertThat(post(exported(1).toByteArray())).isEqualTo(200);

        var span = traces.of("01".repeat(16)).getFirst();
        assertThat(span.service()).isEqualTo("ramp-service");
        assertThat(span.name()).isEqualTo("POST /api/v2/ramps");
        assertThat(span.parentId()).isEmpty();
        assertThat(span.endNanos() - span.startNanos()).isEqualTo(5_000_000);
        assertThat(span.attributes()).containsEntry("http.response.status_code", "201");
    }

    @Test
    void whatIsNoTraceIsRefused() throws Exception {
        assertThat(post(new byte[] {1, 2, 3})).isEqualTo(400);
        assertThat(traces.latest()).isEmpty();
    }

    @Test
    void theOldestTracesGoFirst() {
        IntStream.range(0, 1_000)
                .forEach(i -> traces.add(
                        new Span("trace-" + i, "s", "", "ramp-service", "work", "SERVER", i, i + 1, false, Map.of())));

        assertThat(traces.latest()).hasSizeLessThan(1_000);
        assertThat(traces.latest().getFirst().getFirst().traceId()).isEqualTo("trace-999");
        assertThat(traces.of("trace-0")).isEmpty();
    }

    private int post(byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(receiver.uri().resolve("/v1/traces"))
                .header("Content-Type", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static ExportTraceServiceRequest exported(int trace) {
        var span = io.opentelemetry.proto.trace.v1.Span.newBuilder()
                .setTraceId(id(trace, 16))
                .setSpanId(id(7, 8))
                .setName("POST /api/v2/ramps")
                .setStartTimeUnixNano(1_000_000)
                .setEndTimeUnixNano(6_000_000)
                .addAttributes(KeyValue.newBuilder()
                        .setKey("http.response.status_code")
                        .setValue(AnyValue.newBuilder().setIntValue(201)));
        var resource = Resource.newBuilder()
                .addAttributes(KeyValue.newBuilder()
                        .setKey("service.name")
                        .setValue(AnyValue.newBuilder().setStringValue("ramp-service")));
        return ExportTraceServiceRequest.newBuilder()
                .addResourceSpans(ResourceSpans.newBuilder()
                        .setResource(resource)
                        .addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
                .build();
    }

    private static ByteString id(int value, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return ByteString.copyFrom(bytes);
    }
}
