package io.pasarela.notification.preference;

import io.pasarela.gateway.Faults;
import io.pasarela.notification.message.Languages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Preferences as they are stated. They replace what was stated before. */
public record PreferenceRequest(
        @Nullable String language,
        @Nullable Email email,
        @Nullable Push push) {

    /** Longer than any that is delivered to (RFC 5321, section 4.5.3.1.3). */
    private static final int ADDRESS_LENGTH_MAX = 254;

    /**
     * The common form, in ASCII: no quotes, comments, brackets or line ends, so that it means one mailbox wherever it is written. Each part is
     * bounded, so that the pattern is quick for any text.
     */
    private static final String ADDRESS =
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,8}@"
                    + "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){1,8}[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]";

    /** @param confirmed is told and not stated; it is taken and ignored, so that what was read can be sent back */
    public record Email(
            @Nullable Boolean enabled,
            @Nullable List<String> kinds,
            @Nullable String address,
            @Nullable Boolean confirmed) {

        Email(@Nullable Boolean enabled, @Nullable List<String> kinds, @Nullable String address) {
            this(enabled, kinds, address, null);
        }
    }

    public record Push(@Nullable Boolean enabled, @Nullable List<String> kinds) {}

    /** Ends the request if anything is wrong with it. */
    void check() {
        Faults faults = new Faults();
        if (language != null && Languages.find(language).isEmpty()) {
            faults.add("language", "UNKNOWN_VALUE", "language is es, en or pt.");
        }
        if (email != null) {
            kinds(faults, "email.kinds", email.kinds());
            if (email.address() != null
                    && (email.address().length() > ADDRESS_LENGTH_MAX
                            || !email.address().matches(ADDRESS))) {
                faults.add("email.address", "BAD_ADDRESS", "email.address is an address such as ana@example.com.");
            }
            if (email.address() == null && Boolean.TRUE.equals(email.enabled())) {
                faults.add("email.address", "REQUIRED", "email.address is required where e-mail is enabled.");
            }
        }
        if (push != null) {
            kinds(faults, "push.kinds", push.kinds());
        }
        faults.refuseIfAny();
    }

    private static void kinds(Faults faults, String field, @Nullable List<String> kinds) {
        if (kinds != null && !ChangeKind.NAMES.containsAll(kinds)) {
            faults.add(field, "UNKNOWN_VALUE", field + " are any of " + ChangeKind.NAMES + ".");
        }
    }
}
