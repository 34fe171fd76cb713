package io.pasarela.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardWebhookTest {

    /** Published with the specification's own libraries. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw|msg_p5jXN8AQM9LWM0D4loKWxJek|1614265330|{\"test\": 2432232314}|v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD|msg_27UH4WbU6Z5A5EzD8u03UvzRbpk|1649367553|{\"email\":\"test@example.com\",\"username\":\"test_user\"}|v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw="
            })
    void thePublishedExamplesAreSignedAsPublished(String secret, String id, long time, String body, String signature) {
        assertThat(StandardWebhook.signatures(
                        List.of(secret), id, Instant.ofEpochSecond(time), body.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(signature);
    }

    @Test
    void whatIsSignedWithTwoSecretsIsVerifiedWithEitherByTheOfficialLibrary() {
        String old = StandardWebhook.newSecret();
        String fresh = StandardWebhook.newSecret();
        String body = "{\"type\":\"ñ\"}";
        Instant now = Instant.now();
        HttpHeaders headers = HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of("7"),
                        "webhook-timestamp", List.of(Long.toString(now.getEpochSecond())),
                        "webhook-signature",
                                List.of(StandardWebhook.signatures(
                                        List.of(fresh, old), "7", now, body.getBytes(StandardCharsets.UTF_8)))),
                (_, _) -> true);

        for (String secret : List.of(old, fresh)) {
            assertThatCode(() -> new Webhook(secret).verify(body, headers)).doesNotThrowAnyException();
        }
    }

    @Test
    void aSecretHasTheLengthThatTheSpecificationWantsAndIsNeverTheSame() {
        String secret = StandardWebhook.newSecret();

        assertThat(secret).startsWith("whsec_").isNotEqualTo(StandardWebhook.newSecret());
        assertThat(Base64.getDecoder().decode(secret.substring(6)).length).isBetween(24, 64);
    }
}
