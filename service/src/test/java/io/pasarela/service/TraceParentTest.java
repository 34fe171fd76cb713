package io.pasarela.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.junit.jupiter.api.Test;

class TraceParentTest {

    private static final String LINE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void aTraceSurvivesBeingStored() {
        Context later = TraceParent.context(LINE);

        assertThat(Span.fromContext(later).getSpanContext().getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(Span.fromContext(later).getSpanContext().isRemote()).isTrue();
        assertThat(TraceParent.of(later)).isEqualTo(LINE);
    }

    @Test
    void whatIsNotTracedStoresNothing() {
        assertThat(TraceParent.of(Context.root())).isNull();
        assertThat(TraceParent.context(null)).isEqualTo(Context.root());
    }

    @Test
    void aLineThatMakesNoSenseBeginsANewTrace() {
        assertThat(Span.fromContext(TraceParent.context("nonsense"))
                        .getSpanContext()
                        .isValid())
                .isFalse();
    }
}
