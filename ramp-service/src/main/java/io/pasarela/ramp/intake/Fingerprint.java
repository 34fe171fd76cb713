package io.pasarela.ramp.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether two requests ask for the same thing, without keeping what they say: HMAC-SHA-256 of the JSON with sorted keys, under a secret that
 * the database does not hold. A bare hash could be undone by trying all CLABEs, which are few. Texts are compared character by
 * character: what merely looks the same is another request, which is refused and never done twice.
 *
 * @param kept what is stored with what the request makes
 * @param accepted what may have been stored by an earlier request that was the same: {@code kept}, the same under former secrets, and the bare hash of
 *     the first releases
 */
public record Fingerprint(String kept, Set<String> accepted) {

    private static final String HMAC = "HmacSHA256";

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // A field that a request leaves out, and that did not even exist when it was sent first, changes nothing.
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    public Fingerprint {
        accepted = Set.copyOf(accepted);
    }

    /** Whether this request made the thing. @param madeBy what is stored with it */
    public boolean isOf(Predicate<String> madeBy) {
        return accepted.stream().anyMatch(madeBy);
    }

    /** @param secrets the present one first, then those that it followed */
    static Fingerprint of(Object request, List<String> secrets) {
        byte[] canonical = canonical(request);
        Set<String> accepted = new HashSet<>();
        secrets.forEach(secret -> accepted.add(keyed(canonical, secret)));
        accepted.add(bare(canonical));
        return new Fingerprint(keyed(canonical, secrets.getFirst()), accepted);
    }

    private static byte[] canonical(Object request) {
        try {
            Object sorted = CANONICAL.treeToValue(CANONICAL.valueToTree(request), Object.class);
            return CANONICAL.writeValueAsBytes(sorted);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request is always writable", e);
        }
    }

    private static String keyed(byte[] canonical, String secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(canonical));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    private static String bare(byte[] canonical) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return kept;
    }
}
