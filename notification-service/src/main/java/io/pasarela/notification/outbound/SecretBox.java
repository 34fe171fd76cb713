package io.pasarela.notification.outbound;

import io.pasarela.notification.sealing.AesGcm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps texts in the database that only we can read: {@code key id.nonce and AES-256-GCM} in Base64. What a text is for is authenticated with
 * it, so that one cannot be moved to where another belongs.
 */
@ApplicationScoped
public class SecretBox {

    private static final int KEY_BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private final Map<String, SecretKey> keys = new LinkedHashMap<>();

    @Inject
    SecretBox(OutboundConfig config) {
        this(config.secretKeys().orElse(List.of()));
    }

    SecretBox(List<String> stated) {
        if (fault(stated).isEmpty()) {
            stated.forEach(key -> keys.put(id(key), new SecretKeySpec(bytes(key), "AES")));
        }
    }

    /** What is wrong with the keys, in words that follow their name and never quote one. */
    public static Optional<String> fault(List<String> stated) {
        if (stated.isEmpty()) {
            return Optional.of("is not set");
        }
        if (!stated.stream().allMatch(key -> key.matches("[A-Za-z0-9_-]{1,16}:[A-Za-z0-9+/]{43}="))) {
            return Optional.of("has one that is not id:key with 32 bytes in Base64");
        }
        boolean weak = stated.stream()
                .map(SecretBox::bytes)
                .anyMatch(key -> new String(key, StandardCharsets.ISO_8859_1)
                                .chars()
                                .distinct()
                                .count()
                        < KEY_BYTES / 2);
        boolean repeated = stated.stream().map(SecretBox::id).distinct().count() < stated.size();
        return weak
                ? Optional.of("has one that is an example, not random bytes")
                : repeated ? Optional.of("has an id twice") : Optional.empty();
    }

    /** @param purpose what the text is for; the same is needed to open it */
    public String seal(String purpose, String text) {
        var first = keys.entrySet().iterator().next();
        byte[] sealed = AesGcm.seal(first.getValue(), purpose, text.getBytes(StandardCharsets.UTF_8));
        return first.getKey() + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The text that was sealed for this purpose; empty for anything else, and when its key is no longer stated. */
    public Optional<String> open(String purpose, String sealed) {
        int point = sealed.indexOf('.');
        SecretKey key = point < 0 ? null : keys.get(sealed.substring(0, point));
        if (key == null) {
            return Optional.empty();
        }
        try {
            return AesGcm.open(key, purpose, Base64.getUrlDecoder().decode(sealed.substring(point + 1)))
                    .map(text -> new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Recognises a text that must not be kept, for as long as the first key stays: HMAC-SHA256 in Base64. */
    public String digest(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(keys.values().iterator().next().getEncoded(), HMAC));
            mac.update(purpose.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    private static String id(String stated) {
        return stated.substring(0, stated.indexOf(':'));
    }

    private static byte[] bytes(String stated) {
        return Base64.getDecoder().decode(stated.substring(stated.indexOf(':') + 1));
    }
}
