package io.pasarela.sandbox.traces;

import java.util.Map;

/**
 * One piece of work that a service did.
 *
 * @param parentId empty at the root of a trace
 * @param startNanos since 1970
 * @param attributes what the service says of it, as text
 */
public record Span(
        String traceId,
        String spanId,
        String parentId,
        String service,
        String name,
        String kind,
        long startNanos,
        long endNanos,
        boolean failed,
        Map<String, String> attributes) {}
