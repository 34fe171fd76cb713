package io.pasarela.quote.kept;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A Lua script for Redis, from a file beside the class that uses it. */
public final class Script {

    private static final String ASKS_MARKER = text(Script.class, "marker.lua");

    private final String source;

    private Script(String source) {
        this.source = source;
    }

    /** A script that writes and does not care whether everything is there. */
    public static Script of(Class<?> user, String file) {
        return new Script(text(user, file));
    }

    /** A script whose first key is {@link Redis#MARKER}, and that may ask {@code ready()} and {@code run}. */
    public static Script askingMarker(Class<?> user, String file) {
        return new Script(ASKS_MARKER + text(user, file));
    }

    String source() {
        return source;
    }

    private static String text(Class<?> user, String file) {
        try (InputStream in = user.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing beside " + user.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
