package io.pasarela.ramp.intake;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pasarela.contracts.events.RampReason;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.UserMessages;
import io.pasarela.ramp.store.Ramp;
import io.pasarela.ramp.store.TimelineEntry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A ramp as an endpoint tells of it.
 *
 * @param userMessage what to tell the person when it did not go well, in the language of {@code Accept-Language} (es, en or pt)
 */
record RampAnswer(
        @JsonUnwrapped RampSnapshot ramp, @Nullable String userMessage) {

    static RampAnswer of(Ramp ramp, Caller caller, Locale language) {
        RampSnapshot snapshot = ramp.snapshot();
        return new RampAnswer(
                caller.endUser().isPresent() ? snapshot.forPerson() : snapshot, told(snapshot.reasonCode(), language));
    }

    /**
     * One line of a timeline as an endpoint tells of it.
     *
     * @param nextAction what the person can do about it; there whenever the line has a {@code reasonCode}
     */
    record Line(
            @JsonUnwrapped TimelineEntry.Line line,
            RampReason.@Nullable NextAction nextAction,
            @Nullable String userMessage) {

        static Line of(TimelineEntry.Line line, Caller caller, Locale language) {
            RampReason why = line.reasonCode();
            return new Line(
                    caller.endUser().isPresent() ? line.forPerson() : line,
                    why == null ? null : why.nextAction(),
                    told(why, language));
        }
    }

    private static @Nullable String told(@Nullable RampReason why, Locale language) {
        return why == null ? null : UserMessages.text(why, language);
    }
}
