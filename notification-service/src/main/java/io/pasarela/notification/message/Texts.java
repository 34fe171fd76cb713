package io.pasarela.notification.message;

import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The template files, one per language, and how what stands in braces is filled in. */
final class Texts {

    static final String BUNDLE = "io.pasarela.notification.message.messages";

    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

    private Texts() {}

    /** @throws MissingResourceException when the language's file lacks the key */
    static String template(String key, Locale language) {
        return ResourceBundle.getBundle(BUNDLE, language, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES))
                .getString(key);
    }

    /** The template with its places filled in once: what is put in is not looked at again. */
    static String filled(String template, Map<String, String> values) {
        return PLACE.matcher(template).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException("nothing is known of {" + place.group(1) + "}");
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
