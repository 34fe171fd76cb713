package io.pasarela.sandbox.traces;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last traces by their ids. For any thread. */
public final class Traces {
    private static final int TRACES_MAX = 400;
    private static final int SPANS_MAX = 300;

    private final Map<String, List<Span>> byId = new LinkedHashMap<>();

    /** Adds a span to its trace; of a trace that is too long the rest is left out. */
    public synchronized void add(Span span) {
        List<Span> spans = byId.computeIfAbsent(span.traceId(), _ -> new ArrayList<>());
        if (spans.size() < SPANS_MAX) {
            spans.add(span);
        }
        if (byId.size() > TRACES_MAX) {
            byId.remove(byId.keySet().iterator().next());
        }
    }

    /** All of them, the one that began last first. */
    public synchronized List<List<Span>> latest() {
        return byId.values().stream().map(List::copyOf).toList().reversed();
    }

    /** The spans of a trace; empty when it is not known, or no more. */
    public synchronized List<Span> of(String traceId) {
        return List.copyOf(byId.getOrDefault(traceId, List.of()));
    }
}
