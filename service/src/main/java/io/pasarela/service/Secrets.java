package io.pasarela.service;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a secret must be like in production. */
public final class Secrets {

    /** Of a secret that somebody makes up. */
    public static final int LENGTH_MIN = 32;

    /** Of a key that a provider hands out: Base64 of 18 random bytes is the shortest of those that are known. */
    public static final int PROVIDERS_KEY_LENGTH_MIN = 24;

    /** Of a password that somebody else has set. */
    public static final int PASSWORD_LENGTH_MIN = 8;

    private static final int DIFFERENT_CHARACTERS_MIN = 5;

    private static final List<String> EXAMPLES =
            List.of("example", "changeme", "change-me", "secret123", "password", "sandbox-only");

    private Secrets() {}

    /** Why the secret must not be used in production, in words that follow its name; never the value itself. */
    public static Optional<String> weakness(String secret, int lengthMin) {
        if (secret.length() < lengthMin) {
            return Optional.of("is shorter than %d characters".formatted(lengthMin));
        }
        if (secret.chars().distinct().count() < DIFFERENT_CHARACTERS_MIN) {
            return Optional.of("has fewer than %d different characters".formatted(DIFFERENT_CHARACTERS_MIN));
        }
        String lower = secret.toLowerCase(Locale.ROOT);
        return EXAMPLES.stream().anyMatch(lower::contains) ? Optional.of("is an example value") : Optional.empty();
    }
}
