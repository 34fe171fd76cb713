package io.pasarela.ramp.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.gateway.Caller;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A ramp as one answer tells it.
 *
 * @param tag its entity tag (RFC 9110, section 8.8.3): equal as long as the answer is
 */
record RampReading(RampAnswer answer, String tag) {

    private static final ObjectMapper JSON = Wire.mapper();
    private static final int TAG_BYTES = 12;

    static RampReading of(RampSnapshot ramp, Caller caller, Locale language) {
        RampAnswer answer = RampAnswer.of(ramp, caller, language);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(JSON.writeValueAsBytes(answer));
            String tag = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
            return new RampReading(answer, "\"" + tag + "\"");
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a ramp is always writable, and every JDK has SHA-256", e);
        }
    }

    /** Whether the caller has it already, by its {@code If-None-Match}: tags, perhaps weak ones, or {@code *}. */
    boolean isKnownTo(@Nullable String ifNoneMatch) {
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(stated -> stated.strip().replaceFirst("^W/", ""))
                        .anyMatch(stated -> stated.equals("*") || stated.equals(tag));
    }
}
