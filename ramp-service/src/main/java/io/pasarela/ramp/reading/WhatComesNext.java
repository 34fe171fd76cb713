package io.pasarela.ramp.reading;

import io.pasarela.contracts.events.Outcome;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.events.RampStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What comes after a ramp's status, when, and what the person is told of it. Pure. */
final class WhatComesNext {

    private static final String BUNDLE = "io.pasarela.ramp.reading.ramp-messages";

    /** A status that follows when all goes well, and the time until then. KillB publishes none; these are cautious, and settings. A quotation that says more about its own ramp goes before them. */
    private record Step(RampStatus next, Duration within) {}

    private static final Map<RampStatus, Step> STEPS = Map.of(
            RampStatus.CREATED, new Step(RampStatus.AWAITING_DEPOSIT, Duration.ofMinutes(1)),
            RampStatus.AWAITING_DEPOSIT, new Step(RampStatus.DEPOSIT_RECEIVED, Duration.ofHours(2)),
            RampStatus.IN_REVIEW, new Step(RampStatus.PAYING_OUT, Duration.ofHours(24)),
            RampStatus.DEPOSIT_RECEIVED, new Step(RampStatus.CONVERTING, Duration.ofMinutes(10)),
            RampStatus.CONVERTING, new Step(RampStatus.PAYING_OUT, Duration.ofMinutes(10)),
            RampStatus.PAYING_OUT, new Step(RampStatus.COMPLETED, Duration.ofMinutes(30)),
            RampStatus.REFUNDING, new Step(RampStatus.REFUNDED, Duration.ofDays(5)));

    /** Between the deposit and the payout: the way that a quotation's processing time tells of. */
    static final Set<RampStatus> QUOTED =
            EnumSet.of(RampStatus.DEPOSIT_RECEIVED, RampStatus.CONVERTING, RampStatus.PAYING_OUT);

    private WhatComesNext() {}

    /**
     * What comes next.
     *
     * @param status the status that follows when all goes well
     * @param expectedBy when, at the latest; past when it takes longer than usual
     * @param basis on what that rests: {@code OBSERVED} or {@code DEFAULT}, the quotation's {@code processingTime} of that basis, counted from the
     *     deposit; {@code SETTING}, our setting for the status; {@code DEPOSIT}, the ramp's {@code depositExpiresAt}; {@code CHECK}, when the provider
     *     is asked
     * @param message for the person, in the language of {@code Accept-Language} (es, en or pt)
     */
    record Next(RampStatus status, Instant expectedBy, String basis, String message) {}

    /**
     * On what a time can rest.
     *
     * @param perStatus settings that replace the times of the table
     * @param quoted what the quotation promised; absent before the deposit, and when it promised nothing
     */
    record Times(
            Map<RampStatus, Duration> perStatus, @Nullable Quoted quoted) {}

    /** By when the ramp should be completed, by its quotation. */
    record Quoted(Instant completedBy, String basis) {}

    private record Expected(Instant by, String basis) {}

    /** What comes after the ramp's status; nothing when it is over. */
    static Optional<Next> of(RampSnapshot ramp, Times times, Instant now, Locale language) {
        Step step = STEPS.get(ramp.status());
        if (step == null) {
            return Optional.empty();
        }
        Instant check = ramp.nextCheckAt();
        if (ramp.outcome() == Outcome.UNCERTAIN) {
            return Optional.of(new Next(
                    step.next(),
                    check == null ? ramp.updatedAt().plus(step.within()) : check,
                    check == null ? "SETTING" : "CHECK",
                    text("NEXT.UNCERTAIN", language)));
        }
        Expected expected = expected(ramp, step, times);
        String key = expected.by().isBefore(now) && ramp.status() != RampStatus.AWAITING_DEPOSIT
                ? "NEXT.LATE"
                : "NEXT." + ramp.status();
        return Optional.of(new Next(step.next(), expected.by(), expected.basis(), text(key, language)));
    }

    private static Expected expected(RampSnapshot ramp, Step step, Times times) {
        Instant deposit = ramp.depositExpiresAt();
        if (ramp.status() == RampStatus.AWAITING_DEPOSIT && deposit != null) {
            return new Expected(deposit, "DEPOSIT");
        }
        Quoted quoted = times.quoted();
        return quoted != null && QUOTED.contains(ramp.status())
                ? new Expected(quoted.completedBy(), quoted.basis())
                : new Expected(
                        ramp.updatedAt().plus(times.perStatus().getOrDefault(ramp.status(), step.within())), "SETTING");
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
