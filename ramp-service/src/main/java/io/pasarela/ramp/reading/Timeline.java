package io.pasarela.ramp.reading;

import io.pasarela.contracts.events.Cause;
import io.pasarela.contracts.events.RampReason;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.gateway.UserMessages;
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

        private static Line of(TimelineEntry.Line line, Locale language) {
            boolean changed =
                    line.verdict().equals("ACCEPTED") || line.verdict().equals("REOPENED");
            RampReason why = line.reasonCode();
            String message = why != null
                    ? UserMessages.text(why, language)
                    : changed ? WhatComesNext.happened(line.status(), language) : null;
            return new Line(
                    line.at(),
                    line.cause(),
                    line.status(),
                    line.providerStatus(),
                    line.verdict(),
                    line.detail(),
                    why,
                    why == null ? null : why.nextAction(),
                    message);
        }
    }

    static Timeline of(
            RampSnapshot ramp,
            List<TimelineEntry.Line> lines,
            Map<RampStatus, Duration> expected,
            Instant now,
            Locale language) {
        return new Timeline(
                lines.stream().map(line -> Line.of(line, language)).toList(),
                WhatComesNext.of(ramp, expected, now, language).orElse(null));
    }
}
