package io.pasarela.gateway;

import java.util.Locale;
import java.util.Map;

/** What a problem says beyond its code: a sentence of its own for the person, and members of its own for the application. */
public interface Explanation {

    /** For the person, in one of {@link UserMessages#LANGUAGES}. */
    String userMessage(Locale language);

    /** Extension members of the problem document (RFC 9457, section 3.2); texts in them are in that language. */
    Map<String, Object> members(Locale language);
}
