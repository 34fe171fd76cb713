package io.pasarela.quote.cache;

import java.util.regex.Pattern;

/**
 * What a value is kept under.
 *
 * @param text {@code {provider}:{kind}} and, where there are several, {@code :{which}}; up to 200 visible ASCII characters without braces
 */
record CacheKey(String text) {

    private static final Pattern SAFE = Pattern.compile("[!-z|~]{1,200}");

    CacheKey {
        if (!SAFE.matcher(text).matches()) {
            throw new IllegalArgumentException("a key of the cache is built from checked input only");
        }
    }

    /** The second word. */
    String kind() {
        String[] words = text.split(":", 3);
        return words.length > 1 ? words[1] : words[0];
    }

    // The braces keep both keys on one node of a Redis Cluster, as a script needs it.
    String value() {
        return "cache:{" + text + "}";
    }

    String lock() {
        return value() + ":lock";
    }
}
