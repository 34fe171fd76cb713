package io.pasarela.providers.killb;

import static io.pasarela.providers.killb.KillbSignature.Variant.HMAC_SHA256;
import static io.pasarela.providers.killb.KillbSignature.Variant.SHA256_SUFFIX;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.providers.WebhookVerifier.Reason;
import io.pasarela.providers.WebhookVerifier.Verdict;
import io.pasarela.providers.WebhookVerifier.Webhook;
import io.pasarela.providers.killb.KillbSignature.Variant;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Both published schemes, with vectors computed independently with openssl. */
class KillbSignatureTest {

    private static final String BODY =
            "{\"id\":\"evt_1\",\"event\":\"RAMP\",\"action\":\"UPDATE\",\"data\":{\"id\":\"r_1\",\"status\":\"COMPLETED\"},\"attempts\":0}";
    private static final String HMAC = "21c86052ef3970b830f6e5a3269565a18f14023d7bc3a66fac0baf249288b139";
    private static final String SUFFIX = "4aba92cbbf15dc4489ad47d39e6ff47f1c136475c5f156028cf6643a9835c5c5";

    @Test
    void theSchemeOfTheSecurityGuideIsVerified() {
        assertThat(verdict(HMAC_SHA256, BODY, HMAC)).isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void theSchemeOfTheVendorsClientIsVerified() {
        assertThat(verdict(SHA256_SUFFIX, BODY, SUFFIX)).isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void oneSchemeIsNeverTriedAfterTheOther() {
        assertThat(verdict(HMAC_SHA256, BODY, SUFFIX)).isEqualTo(new Verdict.Forged(Reason.SIGNATURE_WRONG));
        assertThat(verdict(SHA256_SUFFIX, BODY, HMAC)).isEqualTo(new Verdict.Forged(Reason.SIGNATURE_WRONG));
    }

    @Test
    void oneFlippedByteIsAForgery() {
        assertThat(verdict(HMAC_SHA256, BODY.replace("COMPLETED", "COMPLETEd"), HMAC))
                .isEqualTo(new Verdict.Forged(Reason.SIGNATURE_WRONG));
    }

    @Test
    void upperCaseHexIsTheSameSignature() {
        assertThat(verdict(HMAC_SHA256, BODY, HMAC.toUpperCase(Locale.ROOT))).isInstanceOf(Verdict.Genuine.class);
    }

    @Test
    void aMissingOrEmptySignatureIsAForgery() {
        assertThat(verdict(HMAC_SHA256, BODY)).isEqualTo(new Verdict.Forged(Reason.SIGNATURE_MISSING));
        assertThat(verdict(HMAC_SHA256, BODY, "")).isEqualTo(new Verdict.Forged(Reason.SIGNATURE_MISSING));
    }

    @Test
    void twoSignaturesAreAForgeryEvenIfOneIsRight() {
        assertThat(verdict(HMAC_SHA256, BODY, HMAC, HMAC)).isEqualTo(new Verdict.Forged(Reason.SIGNATURE_UNREADABLE));
    }

    @Test
    void whatIsNotHexIsAForgery() {
        assertThat(verdict(HMAC_SHA256, BODY, "z" + HMAC.substring(1)))
                .isEqualTo(new Verdict.Forged(Reason.SIGNATURE_UNREADABLE));
        assertThat(verdict(HMAC_SHA256, BODY, HMAC + "00")).isEqualTo(new Verdict.Forged(Reason.SIGNATURE_UNREADABLE));
    }

    @Test
    void anEndlessHeaderIsRefusedBeforeHashing() {
        assertThat(verdict(HMAC_SHA256, BODY, "0".repeat(5000)))
                .isEqualTo(new Verdict.Forged(Reason.SIGNATURE_TOO_LONG));
    }

    private static Verdict verdict(Variant variant, String body, String... signatures) {
        return new KillbSignature(TestConfig.with(variant))
                .verify(new Webhook(
                        name -> name.equals(KillbSignature.HEADER) ? List.of(signatures) : List.of(),
                        body.getBytes(StandardCharsets.UTF_8)));
    }
}
