package io.pasarela.ramp.domain;

import io.pasarela.contracts.events.RampStatus;
import io.pasarela.ramp.domain.RampState.Submission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command does to a ramp. */
public sealed interface Decision {

    /**
     * The ramp changes.
     *
     * @param statuses the statuses that it goes through now, each of which is published as one event; the first event of a ramp is its
     *     creation; none when only details are taken over
     * @param news what else is to be taken over; absent when nothing is
     */
    record Accepted(
            Submission submission,
            List<RampStatus> statuses,
            @Nullable RampNews news) implements Decision {}

    /** The ramp stays as it is. Not an error: late and repeated news are normal. */
    record Ignored(Why why) implements Decision {}

    /** Why news changes nothing. */
    enum Why {
        /** The ramp is there already. */
        REPEATED,
        /** The ramp is further than that. */
        LATE,
        /** A status that we do not know, which is never success. */
        UNKNOWN_STATUS,
        /** Not possible from where the ramp stands. Somebody should look at it. */
        ILLEGAL
    }
}
