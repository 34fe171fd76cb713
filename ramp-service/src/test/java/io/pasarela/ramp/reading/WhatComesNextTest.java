package io.pasarela.ramp.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.Outcome;
import io.pasarela.contracts.events.RampDirection;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.ramp.reading.WhatComesNext.Quoted;
import io.pasarela.ramp.reading.WhatComesNext.Times;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhatComesNextTest {

    private static final Instant SINCE = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant SOON = SINCE.plusSeconds(5);
    private static final Times NO_TIMES = new Times(Map.of(), null);

    @ParameterizedTest
    @EnumSource(RampStatus.class)
    void everyStatusIsToldInEveryLanguageAndOnlyAnEndHasNoNext(RampStatus status) {
        for (Locale language : List.of(Locale.ENGLISH, Locale.of("es"), Locale.of("pt"))) {
            var next = WhatComesNext.of(ramp(status, Outcome.CONFIRMED), NO_TIMES, SOON, language);

            assertThat(WhatComesNext.happened(status, language)).isNotBlank();
            assertThat(next.isEmpty()).isEqualTo(status.isTerminal());
            next.ifPresent(n -> assertThat(n.message()).isNotBlank());
        }
    }

    @Test
    void itIsToldUntilWhen() {
        var next = WhatComesNext.of(ramp(RampStatus.CONVERTING, Outcome.CONFIRMED), NO_TIMES, SOON, Locale.ENGLISH)
                .orElseThrow();

        assertThat(next.status()).isEqualTo(RampStatus.PAYING_OUT);
        assertThat(next.expectedBy()).isEqualTo(SINCE.plus(Duration.ofMinutes(10)));
    }

    @Test
    void whatTakesLongerThanUsualIsToldSo() {
        var expected = Map.of(RampStatus.CONVERTING, Duration.ofSeconds(1));

        var next = WhatComesNext.of(
                        ramp(RampStatus.CONVERTING, Outcome.CONFIRMED), new Times(expected, null), SOON, Locale.ENGLISH)
                .orElseThrow();

        assertThat(next.message()).startsWith("This takes longer than usual");
    }

    @Test
    void aDepositHasUntilItsRampExpires() {
        Instant expiry = SINCE.plus(Duration.ofHours(24));
        var settings = Map.of(RampStatus.AWAITING_DEPOSIT, Duration.ofMinutes(5));

        var next = WhatComesNext.of(
                ramp(RampStatus.AWAITING_DEPOSIT, Outcome.CONFIRMED, expiry),
                new Times(settings, null),
                SOON,
                Locale.ENGLISH);

        assertThat(next.orElseThrow().expectedBy()).isEqualTo(expiry);
        assertThat(next.orElseThrow().basis()).isEqualTo("DEPOSIT");
    }

    @ParameterizedTest
    @EnumSource(
            value = RampStatus.class,
            names = {"DEPOSIT_RECEIVED", "CONVERTING", "PAYING_OUT"})
    void onceTheDepositIsInTheTimeIsTheQuotations(RampStatus status) {
        Instant promised = SINCE.plus(Duration.ofHours(3));
        var times = new Times(Map.of(status, Duration.ofSeconds(1)), new Quoted(promised, "OBSERVED"));

        var next = WhatComesNext.of(ramp(status, Outcome.CONFIRMED), times, SOON, Locale.ENGLISH)
                .orElseThrow();

        assertThat(next.expectedBy()).isEqualTo(promised);
        assertThat(next.basis()).isEqualTo("OBSERVED");
        assertThat(next.message()).doesNotStartWith("This takes longer than usual");
    }

    @ParameterizedTest
    @EnumSource(
            value = RampStatus.class,
            names = {"IN_REVIEW", "REFUNDING"})
    void aReviewAndARefundAreNoPartOfTheQuotationsTime(RampStatus status) {
        var times = new Times(Map.of(), new Quoted(SINCE, "DEFAULT"));

        var next = WhatComesNext.of(ramp(status, Outcome.CONFIRMED), times, SOON, Locale.ENGLISH)
                .orElseThrow();

        assertThat(next.basis()).isEqualTo("SETTING");
        assertThat(next.expectedBy()).isAfter(SINCE);
    }

    @Test
    void onlyTheDepositHasTheTimeOfTheDeposit() {
        Instant expiry = SINCE.plus(Duration.ofHours(24));

        var next = WhatComesNext.of(
                ramp(RampStatus.PAYING_OUT, Outcome.CONFIRMED, expiry), NO_TIMES, SOON, Locale.ENGLISH);

        assertThat(next.orElseThrow().expectedBy()).isEqualTo(SINCE.plus(Duration.ofMinutes(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "pt"})
    void nobodyIsAskedToPayWhileItIsInDoubt(String language) {
        var sure = WhatComesNext.of(ramp(RampStatus.CREATED, Outcome.CONFIRMED), NO_TIMES, SOON, Locale.of(language));
        var doubt = WhatComesNext.of(ramp(RampStatus.CREATED, Outcome.UNCERTAIN), NO_TIMES, SOON, Locale.of(language));

        assertThat(doubt.orElseThrow().message())
                .isNotEqualTo(sure.orElseThrow().message());
        assertThat(doubt.orElseThrow().expectedBy()).isEqualTo(SINCE.plusSeconds(7));
        assertThat(doubt.orElseThrow().basis()).isEqualTo("CHECK");
    }

    private static RampSnapshot ramp(RampStatus status, Outcome outcome) {
        return ramp(status, outcome, null);
    }

    private static RampSnapshot ramp(RampStatus status, Outcome outcome, @Nullable Instant depositExpiresAt) {
        UUID id = UUID.fromString("0b0e6a52-aaaa-4bbb-8ccc-000000000001");
        return new RampSnapshot(
                id,
                "order",
                "client",
                id,
                "ana",
                id,
                id,
                "killb",
                "r",
                RampDirection.ON_RAMP,
                status,
                null,
                outcome,
                outcome == Outcome.UNCERTAIN ? SINCE.plusSeconds(7) : null,
                "MXN",
                BigDecimal.ONE,
                "USDC",
                BigDecimal.ONE,
                null,
                null,
                "SPEI",
                "POLYGON",
                List.of(),
                depositExpiresAt,
                null,
                null,
                null,
                null,
                SINCE,
                SINCE);
    }
}
