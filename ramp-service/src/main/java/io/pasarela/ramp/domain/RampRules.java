package io.pasarela.ramp.domain;

import io.pasarela.contracts.events.RampStatus;
import io.pasarela.ramp.domain.Decision.Accepted;
import io.pasarela.ramp.domain.Decision.Ignored;
import io.pasarela.ramp.domain.Decision.Why;
import io.pasarela.ramp.domain.RampState.Submission;
import java.util.List;

/** The one place where a ramp's fate is decided. */
public final class RampRules {

    private RampRules() {}

    /** What this command does to a ramp in this state. Pure: same input, same decision. */
    public static Decision decide(RampState ramp, RampCommand command) {
        return switch (command) {
            case RampCommand.Confirm confirm -> confirm(ramp, confirm.news());
            case RampCommand.Doubt _ ->
                ramp.submission() == Submission.SENDING
                        ? new Accepted(Submission.UNCERTAIN, List.of(), null)
                        : new Ignored(ramp.submission() == Submission.UNCERTAIN ? Why.REPEATED : Why.LATE);
            case RampCommand.Abandon _ ->
                switch (ramp.submission()) {
                    case SENDING, UNCERTAIN ->
                        new Accepted(Submission.ABANDONED, List.of(RampStatus.CREATED, RampStatus.FAILED), null);
                    case RESERVED, CONFIRMED -> new Ignored(Why.ILLEGAL);
                    case ABANDONED -> new Ignored(Why.REPEATED);
                };
            case RampCommand.Expire _ -> expire(ramp);
            case RampCommand.Report report ->
                ramp.submission() == Submission.CONFIRMED ? report(ramp, report.news()) : confirm(ramp, report.news());
        };
    }

    // The creation is published first whatever the provider says by now: every ramp's story begins with its creation.
    private static Decision confirm(RampState ramp, RampNews news) {
        return switch (ramp.submission()) {
            case RESERVED, SENDING, UNCERTAIN ->
                new Accepted(
                        Submission.CONFIRMED,
                        news.status() == null || news.status() == RampStatus.CREATED
                                ? List.of(RampStatus.CREATED)
                                : List.of(RampStatus.CREATED, news.status()),
                        news);
            case CONFIRMED -> new Ignored(Why.REPEATED);
            case ABANDONED -> reopened(news);
        };
    }

    // That it failed was our own conclusion from the provider's silence; the provider's word is worth more (ADR 0008).
    private static Decision reopened(RampNews news) {
        RampStatus next = news.status() == null ? RampStatus.CREATED : news.status();
        return new Accepted(Submission.CONFIRMED, next == RampStatus.FAILED ? List.of() : List.of(next), news);
    }

    private static Decision expire(RampState ramp) {
        if (ramp.submission() != Submission.CONFIRMED) {
            return new Ignored(Why.ILLEGAL);
        }
        return switch (ramp.status()) {
            case CREATED, AWAITING_DEPOSIT -> new Accepted(Submission.CONFIRMED, List.of(RampStatus.EXPIRED), null);
            case EXPIRED -> new Ignored(Why.REPEATED);
            default -> new Ignored(Why.LATE);
        };
    }

    /** Whether this decision takes back an end that was told already. Somebody should know. */
    public static boolean reopens(RampState before, Accepted accepted) {
        return before.submission() == Submission.ABANDONED
                || (before.status() == RampStatus.EXPIRED
                        && !accepted.statuses().isEmpty());
    }

    private static Decision report(RampState ramp, RampNews news) {
        RampStatus now = ramp.status();
        RampStatus next = news.status();
        if (next == null) {
            return new Ignored(Why.UNKNOWN_STATUS);
        }
        if (next == now) {
            return repeated(ramp, news);
        }
        if (now.isTerminal() || now == RampStatus.REFUNDING) {
            return finished(ramp, next, news);
        }
        // Money that came later than the provider's expiry was told of first: the expiry is over.
        if (next == RampStatus.EXPIRED
                && RampTransitions.of(now).rank() > RampTransitions.AWAITING_DEPOSIT.rank()
                && isOlder(ramp, news)) {
            return new Ignored(Why.LATE);
        }
        boolean onward = now == RampStatus.IN_REVIEW || next == RampStatus.IN_REVIEW
                ? isNewer(
                        ramp,
                        news,
                        RampTransitions.of(next).rank()
                                > RampTransitions.of(now).rank())
                : RampTransitions.of(next).rank() > RampTransitions.of(now).rank();
        return onward && RampTransitions.of(now).allows(next)
                ? new Accepted(Submission.CONFIRMED, List.of(next), news)
                : new Ignored(Why.LATE);
    }

    // Fresher news of the same status is no transition, but it counts as heard: a review that ended before it must not
    // begin after it.
    private static Decision repeated(RampState ramp, RampNews news) {
        boolean fresher = news.providerTime() != null
                && (ramp.providerTime() == null || news.providerTime().isAfter(ramp.providerTime()));
        return fresher ? new Accepted(ramp.submission(), List.of(), news) : new Ignored(Why.REPEATED);
    }

    private static Decision finished(RampState ramp, RampStatus next, RampNews news) {
        RampTransitions now = RampTransitions.of(ramp.status());
        boolean overtaken = now == RampTransitions.EXPIRED && (isOlder(ramp, news) || isSameTime(ramp, news));
        if (now.allows(next) && !overtaken) {
            return new Accepted(Submission.CONFIRMED, List.of(next), news);
        }
        boolean earlier =
                overtaken || isOlder(ramp, news) || RampTransitions.of(next).rank() < now.rank();
        return new Ignored(earlier ? Why.LATE : Why.ILLEGAL);
    }

    private static boolean isOlder(RampState ramp, RampNews news) {
        return ramp.providerTime() != null
                && news.providerTime() != null
                && news.providerTime().isBefore(ramp.providerTime());
    }

    private static boolean isSameTime(RampState ramp, RampNews news) {
        return ramp.providerTime() != null && ramp.providerTime().equals(news.providerTime());
    }

    // A review has no place of its own on the way, so only the provider's clock tells whether it began or ended; an
    // ending is news anyway.
    private static boolean isNewer(RampState ramp, RampNews news, boolean withoutClock) {
        if (news.status() != null && news.status().isTerminal()) {
            return true;
        }
        return ramp.providerTime() == null || news.providerTime() == null
                ? withoutClock
                : news.providerTime().isAfter(ramp.providerTime());
    }
}
