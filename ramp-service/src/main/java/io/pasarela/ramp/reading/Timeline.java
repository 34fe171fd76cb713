package io.pasarela.ramp.reading;

import io.pasarela.contracts.events.Cause;
import io.pasarela.contracts.events.RampReason;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.gateway.UserMessages;
import io.pasarela.ramp.reading.WhatComesNext.Quoted;
import io.pasarela.ramp.store.NewRamp.Processing;
import io.pasarela.ramp.store.Ramp;
import io.pasarela.ramp.store.TimelineEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code GET /api/v2/ramps/{id}/timeline}.
 *
 * @param data what happened, oldest first
 * @param next what comes next; absent when the ramp is over
 */
record Timeline(List<Line> data, WhatComesNext.@Nullable Next next) {

    /** For whom, and when, a timeline is told. @param endUser whether a person reads it, who does not see the provider's own words */
    record Reader(boolean endUser, Locale language, Instant now) {}

    /**
     * One thing that happened.
     *
     * @param status the ramp's status after it
     * @param providerStatus the provider's own word, for support
     * @param verdict {@code ACCEPTED}, {@code NOTED} when only details were taken over, or why it changed nothing: {@code REPEATED},
     *     {@code LATE}, {@code UNKNOWN_STATUS}, {@code ILLEGAL}; {@code REOPENED} when it took back an end that was told already
     * @param detail the provider's reason, without anything personal; never told to an end user
     * @param reasonCode why the ramp did not go on as it should
     * @param nextAction what the person can do about it; there whenever {@code reasonCode} is
     * @param message for the person, in the language of {@code Accept-Language} (es, en or pt); absent where nothing changed for them
     */
    record Line(
            Instant at,
            Cause cause,
            RampStatus status,
            @Nullable String providerStatus,
            String verdict,
            @Nullable String detail,
            @Nullable RampReason reasonCode,
            RampReason.@Nullable NextAction nextAction,
            @Nullable String message) {

        private static Line of(TimelineEntry entry, Reader reader) {
            RampReason why = entry.reasonCode();
            String message = why != null
                    ? UserMessages.text(why, reader.language())
                    : entry.isTransition() ? WhatComesNext.happened(entry.status(), reader.language()) : null;
            return new Line(
                    entry.at(),
                    entry.cause(),
                    entry.status(),
                    entry.providerStatus(),
                    entry.verdict(),
                    reader.endUser() ? null : entry.detail(),
                    why,
                    why == null ? null : why.nextAction(),
                    message);
        }
    }

    static Timeline of(Ramp ramp, List<TimelineEntry> entries, Map<RampStatus, Duration> expected, Reader reader) {
        var times = new WhatComesNext.Times(expected, quoted(ramp.processing(), entries));
        return new Timeline(
                entries.stream().map(entry -> Line.of(entry, reader)).toList(),
                WhatComesNext.of(ramp.snapshot(), times, reader.now(), reader.language())
                        .orElse(null));
    }

    // The quotation's time runs from the deposit, so before that it says nothing.
    private static @Nullable Quoted quoted(@Nullable Processing processing, List<TimelineEntry> entries) {
        return processing == null
                ? null
                : entries.stream()
                        .filter(entry -> entry.isTransition() && WhatComesNext.QUOTED.contains(entry.status()))
                        .map(deposited -> new Quoted(deposited.at().plus(processing.within()), processing.basis()))
                        .findFirst()
                        .orElse(null);
    }
}
