package io.pasarela.ramp.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.Outcome;
import io.pasarela.contracts.events.RampReason;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import io.pasarela.ramp.domain.RampNews;
import io.pasarela.ramp.domain.RampState.Submission;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RampTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Ramp ramp = new Ramp(
            new NewRamp(
                    UUID.randomUUID(),
                    "demo-app",
                    "order-1",
                    "fingerprint",
                    UUID.randomUUID(),
                    "ana",
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    "killb",
                    Money.exactly(Asset.MXN, new BigDecimal("1500.00")),
                    Money.exactly(Asset.USDC, new BigDecimal("80.432100")),
                    "SPEI",
                    "POLYGON",
                    NOON.plusSeconds(60),
                    new NewRamp.Processing(Duration.ofMinutes(20), "OBSERVED")),
            new byte[0],
            NOON,
            Duration.ofSeconds(30));

    @Test
    void whatWasExecutedIsKeptApartFromWhatWasQuoted() {
        ramp.takeOver(news(RampStatus.COMPLETED, "1400", "75.0700009", null));

        RampSnapshot snapshot = ramp.snapshot();

        assertThat(snapshot.fromAmount()).isEqualTo("1500.00");
        assertThat(snapshot.toAmount()).isEqualTo("80.432100");
        assertThat(snapshot.executedFromAmount()).isEqualTo("1400.00");
        assertThat(snapshot.executedToAmount()).isEqualTo("75.070000");
    }

    @Test
    void itRemembersHowLongItsQuotationSaidThatItTakes() {
        assertThat(ramp.processing()).isEqualTo(new NewRamp.Processing(Duration.ofMinutes(20), "OBSERVED"));
    }

    @Test
    void beforeItIsCompletedNothingCountsAsExecuted() {
        ramp.takeOver(news(RampStatus.PAYING_OUT, "1400", "75.07", null));

        assertThat(ramp.snapshot().executedFromAmount()).isNull();
        assertThat(ramp.snapshot().executedToAmount()).isNull();
    }

    @Test
    void whatIsNotConfirmedIsUncertainAndSaysWhenItIsLookedAt() {
        assertThat(ramp.snapshot().outcome()).isEqualTo(Outcome.UNCERTAIN);
        assertThat(ramp.snapshot().nextCheckAt()).isEqualTo(NOON.plusSeconds(30));
    }

    @Test
    void aRampThatGoesOnAfterAllHasNoReasonAnyMore() {
        ramp.submitted(Submission.ABANDONED);
        ramp.step(RampStatus.FAILED, NOON);
        RampSnapshot failed = ramp.snapshot();
        ramp.submitted(Submission.CONFIRMED);
        ramp.takeOver(news(RampStatus.AWAITING_DEPOSIT, "1500", "80", null));
        ramp.step(RampStatus.AWAITING_DEPOSIT, NOON);

        assertThat(failed.reasonCode()).isEqualTo(RampReason.NEVER_RECEIVED);
        assertThat(failed.nextAction()).isEqualTo(RampReason.NextAction.REQUOTE);
        assertThat(failed.reason()).contains("no money has moved");
        assertThat(ramp.snapshot().reasonCode()).isNull();
        assertThat(ramp.snapshot().reason()).isNull();
    }

    @Test
    void aPersonDoesNotSeeTheProvidersOwnWords() {
        ramp.submitted(Submission.CONFIRMED);
        ramp.takeOver(news(RampStatus.FAILED, "1500", "80", "the clerk was ill"));
        ramp.step(RampStatus.FAILED, NOON);

        assertThat(ramp.snapshot().reason()).isEqualTo("the clerk was ill");
        assertThat(ramp.snapshot().forPerson().reason()).isNull();
        assertThat(ramp.snapshot().forPerson().reasonCode()).isEqualTo(RampReason.OTHER);
    }

    private static RampNews news(RampStatus status, String from, String to, String reason) {
        return new RampNews(
                "r1",
                status,
                status.name(),
                new BigDecimal(from),
                new BigDecimal(to),
                List.of(),
                null,
                reason,
                null,
                NOON);
    }
}
