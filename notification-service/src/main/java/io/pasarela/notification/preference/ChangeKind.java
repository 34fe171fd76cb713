package io.pasarela.notification.preference;

import io.pasarela.contracts.events.RampStatus;
import java.util.Arrays;
import java.util.List;

/** Kinds of change that a person can choose from. New ones may be added. */
public enum ChangeKind {
    /** The person has something to do: hand in the money. */
    ACTION_NEEDED,
    /** It goes on; there is nothing to do. */
    PROGRESS,
    /** It is over, well or not. */
    ENDED;

    public static final List<String> NAMES =
            Arrays.stream(values()).map(ChangeKind::name).toList();

    public static ChangeKind of(RampStatus status) {
        return status == RampStatus.AWAITING_DEPOSIT ? ACTION_NEEDED : status.isTerminal() ? ENDED : PROGRESS;
    }
}
