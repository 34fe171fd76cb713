package io.pasarela.notification.push;

import io.pasarela.gateway.Faults;
import io.pasarela.notification.outbound.Destinations;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a browser's {@code PushSubscription.toJSON()} gives, as it is.
 *
 * @param expirationTime milliseconds since 1970
 */
public record SubscriptionRequest(
        @Nullable String endpoint,
        @Nullable Long expirationTime,
        @Nullable Keys keys) {

    private static final int AUTH_BYTES = 16;
    private static final long TIME_MAX = 253_402_300_799_000L;

    /** @param p256dh public key of the browser @param auth its secret, both in Base64 for URLs */
    public record Keys(@Nullable String p256dh, @Nullable String auth) {}

    /** A request without fault. */
    record Checked(
            URI endpoint,
            String p256dh,
            String auth,
            @Nullable Long expirationTime) {}

    /** Ends the request if anything is wrong with it. */
    Checked checked(Destinations destinations, Set<String> services) {
        Faults faults = new Faults();
        Optional<URI> uri =
                Optional.ofNullable(endpoint).flatMap(destinations::url).filter(url -> isOf(services, url.getHost()));
        if (uri.isEmpty()) {
            faults.add(
                    "endpoint",
                    "BAD_ENDPOINT",
                    "endpoint is an https URL of one of the push services " + services + ".");
        }
        if (keys == null || !isKey(keys.p256dh())) {
            faults.add("keys.p256dh", "BAD_KEY", "keys.p256dh is a point of P-256, 65 bytes in Base64 for URLs.");
        }
        if (keys == null || bytes(keys.auth()).length != AUTH_BYTES) {
            faults.add("keys.auth", "BAD_KEY", "keys.auth is 16 bytes in Base64 for URLs.");
        }
        if (expirationTime != null && (expirationTime < 0 || expirationTime > TIME_MAX)) {
            faults.add("expirationTime", "OUT_OF_RANGE", "expirationTime is milliseconds since 1970.");
        }
        faults.refuseIfAny();
        Keys good = java.util.Objects.requireNonNull(keys);
        return new Checked(
                uri.orElseThrow(),
                java.util.Objects.requireNonNull(good.p256dh()),
                java.util.Objects.requireNonNull(good.auth()),
                expirationTime);
    }

    private static boolean isOf(Set<String> services, String host) {
        return services.stream().anyMatch(service -> host.equals(service) || host.endsWith("." + service));
    }

    private static boolean isKey(@Nullable String key) {
        try {
            var _ = P256.publicKey(bytes(key));
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static byte[] bytes(@Nullable String text) {
        try {
            return text == null || text.length() > 128
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }
}
