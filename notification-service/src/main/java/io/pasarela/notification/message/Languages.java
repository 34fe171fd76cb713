package io.pasarela.notification.message;

import io.pasarela.gateway.UserMessages;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In which language a person is told: the first that is known of what the request accepts, what the person prefers, and Spanish. */
public final class Languages {

    /** Of somebody who says nothing. */
    public static final Locale DEFAULT = Locale.of("es");

    /** All that there are. */
    public static final List<Locale> ALL = List.of(DEFAULT, Locale.ENGLISH, Locale.of("pt"));

    private Languages() {}

    /**
     * The language to use.
     *
     * @param acceptLanguage the header, which may be missing or nonsense
     * @param preferred what the person has chosen once
     */
    public static Locale of(@Nullable String acceptLanguage, Optional<Locale> preferred) {
        return UserMessages.accepted(acceptLanguage).or(() -> preferred).orElse(DEFAULT);
    }

    /** Whether the header, which may be missing or nonsense, accepts a language that is spoken here. */
    public static boolean accepted(@Nullable String acceptLanguage) {
        return UserMessages.accepted(acceptLanguage).isPresent();
    }

    /** The language with this code, e.g. {@code pt}; empty for one that is not spoken here. */
    public static Optional<Locale> find(@Nullable String code) {
        return ALL.stream()
                .filter(language -> language.getLanguage().equals(code))
                .findFirst();
    }
}
