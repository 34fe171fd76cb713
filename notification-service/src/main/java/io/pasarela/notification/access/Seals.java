package io.pasarela.notification.access;

import io.pasarela.notification.sealing.AesGcm;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Makes texts that a stranger can neither read, nor make, nor change: AES-256-GCM with a key derived from the deployer's secret, and the purpose
 * as what is authenticated with it, so that a ticket is never taken for a cookie.
 */
@ApplicationScoped
class Seals {

    /** Longer than anything that is sealed here. */
    private static final int SEALED_LENGTH_MAX = 2048;

    private final List<SecretKey> keys;

    Seals(TicketConfig config) {
        this.keys = config.ticketSecrets().stream().map(Seals::key).toList();
    }

    /** The sealed content, of characters that any URL or cookie takes as they are. */
    String seal(String purpose, byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(AesGcm.seal(keys.getFirst(), purpose, content));
    }

    /** The content of what was sealed for this purpose; empty for anything else. */
    Optional<byte[]> open(String purpose, String sealed) {
        if (sealed.length() > SEALED_LENGTH_MAX) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(sealed);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        return keys.stream()
                .map(key -> AesGcm.open(key, purpose, bytes))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static SecretKey key(String secret) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            "AES",
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                                    .thenExpand("pasarela stream tickets".getBytes(StandardCharsets.UTF_8), 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java since 25 has HKDF", e);
        }
    }
}
