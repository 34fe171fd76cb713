package io.pasarela.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Against the example of RFC 8291, section 5 and appendix A. */
class PushEncryptionTest {

    private static final String PRIVATE = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private static final String PUBLIC =
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private static final String BROWSER =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

    @Test
    void theExampleOfTheRfcIsEncryptedAsThere() throws GeneralSecurityException {
        byte[] body = PushEncryption.encrypted(
                bytes(BROWSER),
                bytes("BTBZMqHH6r4Tts7J_aSIgg"),
                "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.US_ASCII),
                P256.privateKey(bytes(PRIVATE)),
                bytes(PUBLIC),
                bytes("DGv6ra1nlYgDCS1FRnbzlw"));

        assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(body))
                .isEqualTo(
                        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
                                + "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
    }

    @Test
    void aPointBesideTheCurveIsNoKey() {
        byte[] beside = bytes(BROWSER);
        beside[64] ^= 1;

        assertThatThrownBy(() -> P256.publicKey(beside)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> P256.publicKey(new byte[65])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyIsWrittenAsItWasRead() {
        assertThat(P256.point(P256.publicKey(bytes(PUBLIC)))).isEqualTo(bytes(PUBLIC));
    }

    @Test
    void whoSendsIsProvenToThePushServiceByItsOrigin() throws GeneralSecurityException {
        Vapid vapid = new Vapid(PUBLIC, PRIVATE, "mailto:ops@example.com");
        String header = vapid.authorization(
                java.net.URI.create("https://push.example.com:8443/send/7?x"), Instant.ofEpochSecond(1_700_000_000));

        String[] token =
                header.substring("vapid t=".length(), header.indexOf(", k=")).split("\\.");
        assertThat(header).endsWith(", k=" + PUBLIC);
        assertThat(new String(bytes(token[1]), StandardCharsets.UTF_8))
                .contains("\"aud\":\"https://push.example.com:8443\"")
                .contains("\"exp\":1700043200")
                .contains("\"sub\":\"mailto:ops@example.com\"");
        Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(P256.publicKey(bytes(PUBLIC)));
        check.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(bytes(token[2]))).isTrue();
    }

    @Test
    void twoHalvesOfDifferentPairsAreRefused() {
        assertThatThrownBy(() -> new Vapid(BROWSER, PRIVATE, "mailto:ops@example.com"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(PRIVATE);
    }

    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }
}
