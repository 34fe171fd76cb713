package io.pasarela.sandbox.traces;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Status;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A collector's {@code POST /v1/traces}: OTLP 1 over HTTP with protobuf, not compressed. */
public final class TraceReceiver implements AutoCloseable {
    private final HttpServer server;
    private final Traces traces;

    private TraceReceiver(HttpServer server, Traces traces) {
        this.server = server;
        this.traces = traces;
    }

    /** Listens on a free port of 127.0.0.1. */
    public static Future<TraceReceiver> start(Vertx vertx, Traces traces) {
        var server = vertx.createHttpServer(
                new HttpServerOptions().setHost("127.0.0.1").setPort(0));
        var receiver = new TraceReceiver(server, traces);
        return server.requestHandler(receiver::take).listen().map(receiver);
    }

    /** What exporters are told; they add {@code /v1/traces} themselves. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private void take(HttpServerRequest request) {
        if (!request.path().equals("/v1/traces")) {
            request.response().setStatusCode(404).end();
            return;
        }
        request.body()
                .onSuccess(body -> request.response()
                        .setStatusCode(taken(body.getBytes()) ? 200 : 400)
                        .putHeader("Content-Type", "application/x-protobuf")
                        .end());
    }

    private boolean taken(byte[] body) {
        try {
            for (var resource : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
                keep(resource);
            }
            return true;
        } catch (InvalidProtocolBufferException _) {
            return false;
        }
    }

    private void keep(ResourceSpans resource) {
        String service = attributes(resource.getResource().getAttributesList()).getOrDefault("service.name", "?");
        resource.getScopeSpansList().stream()
                .flatMap(scope -> scope.getSpansList().stream())
                .map(span -> read(service, span))
                .forEach(traces::add);
    }

    private static Span read(String service, io.opentelemetry.proto.trace.v1.Span span) {
        return new Span(
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                service,
                span.getName(),
                span.getKind().name().replace("SPAN_KIND_", ""),
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
                attributes(span.getAttributesList()));
    }

    private static Map<String, String> attributes(List<KeyValue> attributes) {
        return attributes.stream()
                .collect(Collectors.toMap(KeyValue::getKey, one -> text(one.getValue()), (one, _) -> one));
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            default -> value.toString().strip();
        };
    }

    private static String hex(ByteString id) {
        return HexFormat.of().formatHex(id.toByteArray());
    }
}
