package io.pasarela.service;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trace as one line of text, to be stored with what goes on later and elsewhere.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">traceparent, 55 characters in version 00</a>
 */
public final class TraceParent {

    private static final String NAME = "traceparent";

    private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    };

    private TraceParent() {}

    /** That of what is going on; null when it is not traced. */
    public static @Nullable String current() {
        return of(Context.current());
    }

    /** Null when nothing is traced there. */
    public static @Nullable String of(Context context) {
        Map<String, String> carrier = new HashMap<>(2);
        W3CTraceContextPropagator.getInstance().inject(context, carrier, (map, name, value) -> {
            if (map != null) {
                map.put(name, value);
            }
        });
        return carrier.get(NAME);
    }

    /** Where the trace goes on; the beginning of a new one when the line is absent or makes no sense. */
    public static Context context(@Nullable String line) {
        return line == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance().extract(Context.root(), Map.of(NAME, line), GETTER);
    }
}
