package io.pasarela.gateway;

import io.pasarela.contracts.events.RampReason;
import io.pasarela.contracts.problems.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** What the person is told, in Spanish, English or Portuguese; English when none of them is accepted. */
public final class UserMessages {

    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.of("es"), Locale.of("pt"));

    private static final String PROBLEMS = "io.pasarela.gateway.user-messages";
    private static final String RAMPS = "io.pasarela.gateway.ramp-messages";

    /** No sane Accept-Language is longer; a longer one is not parsed at all. */
    private static final int ACCEPT_LANGUAGE_MAX = 256;

    private UserMessages() {}

    /** The language for an {@code Accept-Language} header, which may be missing or nonsense. */
    public static Locale language(@Nullable String acceptLanguage) {
        return accepted(acceptLanguage).orElse(Locale.ENGLISH);
    }

    /** The best of our languages that the header accepts; empty when it is missing, nonsense or accepts none of them. */
    public static Optional<Locale> accepted(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.length() > ACCEPT_LANGUAGE_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** What a person is told about a problem of this kind. */
    public static String text(ProblemCode code, Locale language) {
        return text(PROBLEMS, code.name(), language);
    }

    /** Why a ramp did not end well, and what to do. */
    public static String text(RampReason reason, Locale language) {
        return text(RAMPS, reason.name(), language);
    }

    private static String text(String bundle, String key, Locale language) {
        return ResourceBundle.getBundle(
                        bundle,
                        language,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT))
                .getString(key);
    }
}
