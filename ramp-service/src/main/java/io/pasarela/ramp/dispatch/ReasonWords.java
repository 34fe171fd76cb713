package io.pasarela.ramp.dispatch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A provider's reason for a failure may name the person, the account or the card. Names cannot be told from other words, so it is the
 * other way round: only words of a fixed vocabulary, and short codes such as {@code R03}, are kept; anything else becomes {@code ***}.
 */
final class ReasonWords {

    private static final Pattern TOKEN =
            Pattern.compile("[\\p{L}\\p{N}@_+#/\\\\.:'\\-]*[\\p{L}\\p{N}]+[\\p{L}\\p{N}@_+#/\\\\'\\-]*");
    private static final Pattern CODE = Pattern.compile("[A-Z]{1,10}[._-]?[0-9]{1,4}");
    private static final String MASK = "***";
    private static final int LENGTH_MAX = 500;
    private static final Set<String> WORDS = words();

    private ReasonWords() {}

    static @Nullable String kept(@Nullable String reason) {
        if (reason == null) {
            return null;
        }
        String start = reason.length() > LENGTH_MAX ? reason.substring(0, LENGTH_MAX) : reason;
        String masked = TOKEN.matcher(start).replaceAll(token -> Matcher.quoteReplacement(word(token.group())));
        return masked.replaceAll("\\Q" + MASK + "\\E(\\W*\\Q" + MASK + "\\E)+", Matcher.quoteReplacement(MASK));
    }

    private static String word(String token) {
        boolean known = CODE.matcher(token).matches()
                || Arrays.stream(token.split("[/_'-]", -1))
                        .allMatch(part -> WORDS.contains(part.toLowerCase(Locale.ROOT)));
        return known ? token : MASK;
    }

    private static Set<String> words() {
        try (InputStream file = Objects.requireNonNull(ReasonWords.class.getResourceAsStream("reason-words.txt"))) {
            return Arrays.stream(new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\\s+", -1))
                    .filter(word -> !word.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new IllegalStateException("the vocabulary is part of this jar", e);
        }
    }
}
