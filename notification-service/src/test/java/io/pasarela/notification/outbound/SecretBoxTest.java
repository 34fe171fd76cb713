package io.pasarela.notification.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretBoxTest {

    private static final String FIRST = key("first");
    private static final String SECOND = key("second");

    static String key(String id) {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return id + ":" + Base64.getEncoder().encodeToString(key);
    }

    @Test
    void whatWasSealedIsReadAgainForTheSamePurposeOnly() {
        SecretBox box = new SecretBox(List.of(FIRST));
        String sealed = box.seal("a", "ñandú");

        assertThat(sealed).startsWith("first.").doesNotContain("and");
        assertThat(box.open("a", sealed)).contains("ñandú");
        assertThat(box.open("b", sealed)).isEmpty();
        assertThat(box.seal("a", "ñandú")).isNotEqualTo(sealed);
    }

    @Test
    void aDigestRecognisesATextForItsPurposeAndTellsNothingOfItWithoutTheKey() {
        SecretBox box = new SecretBox(List.of(FIRST));
        String digest = box.digest("a", "ana@example.com");

        assertThat(box.digest("a", "ana@example.com")).isEqualTo(digest);
        assertThat(List.of(
                        box.digest("a", "eva@example.com"),
                        box.digest("b", "ana@example.com"),
                        new SecretBox(List.of(SECOND)).digest("a", "ana@example.com")))
                .doesNotContain(digest)
                .doesNotHaveDuplicates();
    }

    @Test
    void afterARotationTheOldKeyStillReadsAndTheNewOneSeals() {
        String old = new SecretBox(List.of(FIRST)).seal("a", "x");
        SecretBox rotated = new SecretBox(List.of(SECOND, FIRST));

        assertThat(rotated.open("a", old)).contains("x");
        assertThat(rotated.seal("a", "x")).startsWith("second.");
        assertThat(new SecretBox(List.of(SECOND)).open("a", old)).isEmpty();
    }

    @Test
    void whatWasChangedOrIsNoneOfOursIsNotRead() {
        SecretBox box = new SecretBox(List.of(FIRST));
        String sealed = box.seal("a", "x");
        char last = sealed.charAt(sealed.length() - 2);

        assertThat(box.open("a", sealed.substring(0, sealed.length() - 2) + (last == 'A' ? "BB" : "AA")))
                .isEmpty();
        for (String nonsense : List.of("", ".", "first.", "first.AA", "first.!", "x", "other." + sealed)) {
            assertThat(box.open("a", nonsense)).as(nonsense).isEmpty();
        }
    }

    @Test
    void aMissingShortRepeatedOrExampleKeyIsToldWithoutQuotingIt() {
        String weak = "k:" + Base64.getEncoder().encodeToString(new byte[32]);
        String readable = "k:"
                + Base64.getEncoder()
                        .encodeToString(
                                "change-me-change-me-change-me-ch".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(SecretBox.fault(List.of(FIRST, SECOND))).isEmpty();
        assertThat(SecretBox.fault(List.of())).contains("is not set");
        assertThat(SecretBox.fault(List.of("k:c2hvcnQ=")))
                .get()
                .asString()
                .contains("32 bytes")
                .doesNotContain("c2hv");
        assertThat(SecretBox.fault(List.of(weak))).get().asString().contains("example");
        assertThat(SecretBox.fault(List.of(readable))).get().asString().contains("example");
        assertThat(SecretBox.fault(List.of(FIRST, FIRST))).get().asString().contains("twice");
    }
}
