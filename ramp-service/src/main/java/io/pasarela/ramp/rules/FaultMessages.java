package io.pasarela.ramp.rules;

import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Explanation;
import io.pasarela.gateway.UserMessages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/**
 * What a person is told about each bad field. Member {@code fieldMessages} of the problem maps a field to a sentence; {@code userMessage}
 * is that sentence when only one thing is wrong.
 */
public record FaultMessages(List<Fault> faults) implements Explanation {

    private static final String BUNDLE = "io.pasarela.ramp.rules.fault-messages";

    public FaultMessages {
        faults = List.copyOf(faults);
    }

    @Override
    public String userMessage(Locale language) {
        Map<String, String> messages = byField(language);
        return messages.size() == 1 && faults.size() == 1
                ? messages.values().iterator().next()
                : UserMessages.text(ProblemCode.INVALID_REQUEST, language);
    }

    @Override
    public Map<String, Object> members(Locale language) {
        Map<String, String> messages = byField(language);
        return messages.isEmpty() ? Map.of() : Map.of("fieldMessages", messages);
    }

    private Map<String, String> byField(Locale language) {
        Map<String, String> messages = new LinkedHashMap<>();
        for (Fault fault : faults) {
            text(fault.code(), language).ifPresent(text -> messages.putIfAbsent(fault.field(), text));
        }
        return messages;
    }

    // A fault of the application, such as an unknown type, is nothing that a person could mend.
    private static Optional<String> text(String code, Locale language) {
        ResourceBundle bundle =
                ResourceBundle.getBundle(BUNDLE, language, Control.getNoFallbackControl(Control.FORMAT_DEFAULT));
        return bundle.containsKey(code) ? Optional.of(bundle.getString(code)) : Optional.empty();
    }
}
