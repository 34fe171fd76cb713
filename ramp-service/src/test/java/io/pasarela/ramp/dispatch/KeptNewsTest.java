package io.pasarela.ramp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.RampReason;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.providers.AccountProvider.ProviderAccount;
import io.pasarela.providers.RampProvider.ProviderRamp;
import io.pasarela.providers.UserProvider.ProviderUser;
import io.pasarela.providers.WebhookDecoder.News;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeptNewsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");

    static Stream<News> news() {
        return Stream.of(
                new News.OfRamp(new ProviderRamp(
                        "r",
                        null,
                        RampStatus.FAILED,
                        "FAILED",
                        new BigDecimal("1500.00"),
                        null,
                        List.of(),
                        "0xproof",
                        "account closed",
                        RampReason.ACCOUNT_INVALID,
                        NOW)),
                new News.OfRamp(new ProviderRamp(
                        "r", null, null, "TELEPORTING", null, null, List.of(), null, null, null, null)),
                new News.OfUser(new ProviderUser("u", "ACTIVE", "L1", NOW)),
                new News.OfAccount(new ProviderAccount("a", "ACTIVE", null)));
    }

    @ParameterizedTest
    @MethodSource("news")
    void newsIsReadAsItWasKept(News news) {
        assertThat(KeptNews.read(KeptNews.written(news))).contains(news);
    }

    @Test
    void aWebhookOfAnEarlierReleaseIsLeftToItsDecoder() {
        byte[] webhook = "{\"id\":\"e\",\"event\":\"USER\",\"data\":{\"id\":\"u\"}}".getBytes(StandardCharsets.UTF_8);

        assertThat(KeptNews.read(webhook)).isEmpty();
        assertThat(KeptNews.read(new byte[] {1, 2})).isEmpty();
    }
}
