package io.pasarela.ramp.reading;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.UserMessages;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A ramp as an endpoint tells of it.
 *
 * @param ramp for an end user, without the provider's own words
 * @param userMessage what to tell the person when it did not go well, in the language of {@code Accept-Language} (es, en or pt)
 */
public record RampAnswer(
        @JsonUnwrapped RampSnapshot ramp, @Nullable String userMessage) {

    public static RampAnswer of(RampSnapshot ramp, Caller caller, Locale language) {
        return new RampAnswer(
                caller.endUser().isPresent() ? ramp.forPerson() : ramp,
                ramp.reasonCode() == null ? null : UserMessages.text(ramp.reasonCode(), language));
    }
}
