package io.pasarela.notification.email;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words around a message in an e-mail, one file per language. */
final class EmailTexts {

    static final String BUNDLE = "io.pasarela.notification.email.email";

    private EmailTexts() {}

    static String text(String key, Locale language) {
        return ResourceBundle.getBundle(
                        BUNDLE,
                        language,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
                .getString(key);
    }

    static String text(String key, Locale language, String value) {
        return MessageFormat.format(text(key, language), value);
    }
}
