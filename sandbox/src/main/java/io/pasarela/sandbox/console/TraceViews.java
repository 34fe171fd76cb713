package io.pasarela.sandbox.console;

import io.pasarela.sandbox.door.Problem;
import io.pasarela.sandbox.traces.Span;
import io.pasarela.sandbox.traces.Traces;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The last traces as the page draws them. Times are microseconds from the beginning of the trace. */
final class TraceViews {
    private static final int LISTED_MAX = 60;

    private final Traces traces;

    TraceViews(Traces traces) {
        this.traces = traces;
    }

    /** {@code GET /sandbox/traces?across=true}: newest first; with {@code across} only those in which several services had a part. */
    void list(RoutingContext call) {
        boolean across = "true".equals(call.request().getParam("across"));
        var listed = new JsonArray();
        traces.latest().stream()
                .filter(spans -> !across || services(spans) > 1)
                .limit(LISTED_MAX)
                .forEach(spans -> listed.add(summary(spans)));
        call.json(listed);
    }

    /** {@code GET /sandbox/traces/:id}. */
    void read(RoutingContext call) {
        List<Span> spans = traces.of(call.pathParam("id"));
        if (spans.isEmpty()) {
            Problem.noSuchPath(call.request().path()).answer(call.response());
            return;
        }
        long begin = begin(spans);
        var drawn = new JsonArray();
        spans.stream()
                .sorted(Comparator.comparingLong(Span::startNanos))
                .forEach(span -> drawn.add(drawn(span, begin)));
        call.json(summary(spans).put("spans", drawn));
    }

    private static JsonObject summary(List<Span> spans) {
        Span first = spans.stream()
                .min(Comparator.comparing((Span span) -> !span.parentId().isEmpty())
                        .thenComparingLong(Span::startNanos))
                .orElseThrow();
        long end = spans.stream().mapToLong(Span::endNanos).max().orElseThrow();
        return new JsonObject()
                .put("id", first.traceId())
                .put("name", first.name())
                .put("service", first.service())
                .put("at", begin(spans) / 1_000_000)
                .put("micros", (end - begin(spans)) / 1_000)
                .put("services", services(spans))
                .put("size", spans.size())
                .put("failed", spans.stream().anyMatch(Span::failed));
    }

    private static JsonObject drawn(Span span, long begin) {
        return new JsonObject()
                .put("id", span.spanId())
                .put("parent", span.parentId())
                .put("service", span.service())
                .put("name", span.name())
                .put("kind", span.kind())
                .put("start", (span.startNanos() - begin) / 1_000)
                .put("micros", (span.endNanos() - span.startNanos()) / 1_000)
                .put("failed", span.failed())
                .put("attributes", new JsonObject(Map.copyOf(span.attributes())));
    }

    private static long begin(List<Span> spans) {
        return spans.stream().mapToLong(Span::startNanos).min().orElseThrow();
    }

    private static long services(List<Span> spans) {
        return spans.stream().map(Span::service).distinct().count();
    }
}
