package io.pasarela.ramp.rules;

import io.pasarela.gateway.Faults;
import io.pasarela.ramp.formats.Contacts;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a person must state to be reached. */
final class ContactRules {

    /** KillB's onboarding guide: {@code +} and 11 to 15 digits. */
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{10,14}");

    private ContactRules() {}

    static void email(Faults faults, String field, @Nullable String value) {
        faults.text(field, value)
                .filter(email -> !Contacts.isEmail(email))
                .ifPresent(_ -> faults.add(field, "NOT_AN_EMAIL", field + " is an address such as ana@example.com."));
    }

    static void phone(Faults faults, String field, @Nullable String value) {
        faults.text(field, value)
                .filter(phone -> !PHONE.matcher(phone).matches() || !Contacts.isPhone(phone))
                .ifPresent(_ -> faults.add(
                        field,
                        "NOT_A_PHONE",
                        field + " is a number that exists, as + and 11 to 15 digits (E.164) without blanks."));
    }
}
