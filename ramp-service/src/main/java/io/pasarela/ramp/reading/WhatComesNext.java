package io.pasarela.ramp.reading;

import io.pasarela.contracts.events.Outcome;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.events.RampStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** What comes after a ramp's status, when, and what the person is told of it. Pure. */
final class WhatComesNext {

    private static final String BUNDLE = "io.pasarela.ramp.reading.ramp-messages";

    /** A status that follows when all goes well, and the time until then. KillB publishes none; these are cautious, and settings. */
    private record Step(RampStatus next, Duration within) {}

    private static final Map<RampStatus, Step> STEPS = Map.of(
            RampStatus.CREATED, new Step(RampStatus.AWAITING_DEPOSIT, Duration.ofMinutes(1)),
            RampStatus.AWAITING_DEPOSIT, new Step(RampStatus.DEPOSIT_RECEIVED, Duration.ofHours(2)),
            RampStatus.IN_REVIEW, new Step(RampStatus.PAYING_OUT, Duration.ofHours(24)),
            RampStatus.DEPOSIT_RECEIVED, new Step(RampStatus.CONVERTING, Duration.ofMinutes(10)),
            RampStatus.CONVERTING, new Step(RampStatus.PAYING_OUT, Duration.ofMinutes(10)),
            RampStatus.PAYING_OUT, new Step(RampStatus.COMPLETED, Duration.ofMinutes(30)),
            RampStatus.REFUNDING, new Step(RampStatus.REFUNDED, Duration.ofDays(5)));

    private WhatComesNext() {}

    /**
     * What comes next.
     *
     * @param status the status that follows when all goes well
     * @param expectedBy when, at the latest; past when it takes longer than usual
     * @param message for the person, in the language of {@code Accept-Language} (es, en or pt)
     */
    record Next(RampStatus status, Instant expectedBy, String message) {}

    /** What comes after the ramp's status; nothing when it is over. @param expected times that replace those of the table; a deposit has the time that its ramp states */
    static Optional<Next> of(RampSnapshot ramp, Map<RampStatus, Duration> expected, Instant now, Locale language) {
        Step step = STEPS.get(ramp.status());
        if (step == null) {
            return Optional.empty();
        }
        Instant check = ramp.nextCheckAt();
        if (ramp.outcome() == Outcome.UNCERTAIN) {
            return Optional.of(new Next(
                    step.next(),
                    check == null ? ramp.updatedAt().plus(step.within()) : check,
                    text("NEXT.UNCERTAIN", language)));
        }
        Instant deposit = ramp.depositExpiresAt();
        Instant by = ramp.status() == RampStatus.AWAITING_DEPOSIT && deposit != null
                ? deposit
                : ramp.updatedAt().plus(expected.getOrDefault(ramp.status(), step.within()));
        String key = by.isBefore(now) && ramp.status() != RampStatus.AWAITING_DEPOSIT
                ? "NEXT.LATE"
                : "NEXT." + ramp.status();
        return Optional.of(new Next(step.next(), by, text(key, language)));
    }

    /** What a person is told of a ramp that has come to this status. */
    static String happened(RampStatus status, Locale language) {
        return text("NOW." + status, language);
    }

    private static String text(String key, Locale language) {
        return ResourceBundle.getBundle(BUNDLE, language, Control.getNoFallbackControl(Control.FORMAT_DEFAULT))
                .getString(key);
    }
}
