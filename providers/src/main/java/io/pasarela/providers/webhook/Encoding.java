package io.pasarela.providers.webhook;

import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How bytes are written as text. */
public enum Encoding {
    /** Hexadecimal digits of either case. */
    HEX {
        @Override
        byte[] decoded(String text) {
            return HexFormat.of().parseHex(text);
        }
    },
    /** RFC 4648 section 4, with padding. */
    BASE64 {
        @Override
        byte[] decoded(String text) {
            // Without the length check the JDK takes text without its padding.
            if (text.length() % 4 != 0) {
                throw new IllegalArgumentException("padding is missing");
            }
            return Base64.getDecoder().decode(text);
        }
    },
    /** RFC 4648 section 5, with or without padding. */
    BASE64URL {
        @Override
        byte[] decoded(String text) {
            return Base64.getUrlDecoder().decode(text);
        }
    };

    abstract byte[] decoded(String text);

    /** The bytes; null when the text is empty or not written this way. */
    byte @Nullable [] decode(String text) {
        try {
            return text.isEmpty() ? null : decoded(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
