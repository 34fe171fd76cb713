package io.pasarela.quote.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.UserSnapshot;
import io.pasarela.providers.KycProvider;
import io.pasarela.providers.KycProvider.Benefit;
import io.pasarela.providers.KycProvider.Level;
import io.pasarela.providers.KycProvider.Need;
import io.pasarela.providers.KycProvider.Review;
import io.pasarela.quote.limits.Allowance.Window;
import io.pasarela.quote.limits.Standings.Basis;
import io.pasarela.quote.limits.Standings.Standing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowanceTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Level L2 = level("L2", "10000", "50000");

    @ParameterizedTest
    @CsvSource({
        "0, 0, 2500, ",
        "0, 0, 2500.000001, DAY",
        "2499.999999, 2499.999999, 0.000001, ",
        "2499.999999, 2499.999999, 0.000002, DAY",
        "0, 9000, 1000, ",
        "0, 9000, 1000.01, MONTH",
        "2500, 9999, 2, MONTH",
        "3000, 3000, 0.000001, DAY"
    })
    void aLimitMayBeReachedAndNotBeExceeded(String today, String month, String dollars, @Nullable Window exceeded) {
        Allowance allowance = allowance(level("L1", "2500", "10000"), today, month);

        assertThat(allowance.exceededBy(new BigDecimal(dollars)).orElse(null)).isEqualTo(exceeded);
    }

    @Test
    void whatIsShownIsNeverMoreThanWhatThereIs() {
        LimitsView view =
                LimitsView.of(allowance(level("L1", "2500", "10000"), "100.000001", "9999.999999"), Locale.ENGLISH);

        assertThat(view.day().used()).isEqualTo("100.01");
        assertThat(view.day().remaining()).isEqualTo("2399.99");
        assertThat(view.month().used()).isEqualTo("10000.00");
        assertThat(view.month().remaining()).isEqualTo("0.00");
        assertThat(view.available()).isEqualTo("0.00");
    }

    @Test
    void whatWasMovedAtAHigherLevelLeavesNothingAndNotLess() {
        Allowance allowance = allowance(level("L1", "2500", "10000"), "4000", "12000");

        assertThat(allowance.remaining(Window.DAY)).isZero();
        assertThat(allowance.remaining(Window.MONTH)).isZero();
    }

    @Test
    void aLimitThatIsAgreedIndividuallyIsNotOursToKeep() {
        Allowance allowance = allowance(level("L4", null, null), "1000000", "1000000");

        assertThat(allowance.exceededBy(new BigDecimal("1000000"))).isEmpty();
        assertThat(LimitsView.of(allowance, Locale.ENGLISH).available()).isNull();
    }

    @Test
    void aLevelThatIsNotKnownHereHasTheLimitsOfTheLowestAndSaysSo() {
        KycProvider levels = new KycProvider() {
            @Override
            public String name() {
                return "acme";
            }

            @Override
            public List<Level> levels() {
                return List.of(AllowanceTest.level("L0", "500", "1000"), L2, AllowanceTest.level("L4", null, null));
            }
        };
        Allowance unknown = allowance(levels.levelOrLowest("PLATINUM"), "0", "0", "PLATINUM");
        Allowance known = allowance(levels.levelOrLowest("L4"), "0", "0", "L4");

        assertThat(unknown.exceededBy(new BigDecimal("500.01"))).contains(Window.DAY);
        assertThat(LimitsView.of(unknown, Locale.ENGLISH).level()).isEqualTo("PLATINUM");
        assertThat(LimitsView.of(unknown, Locale.ENGLISH).assumedLevel()).isEqualTo("L0");
        assertThat(known.exceededBy(new BigDecimal("1000000"))).isEmpty();
        assertThat(LimitsView.of(known, Locale.ENGLISH).assumedLevel()).isNull();
    }

    @Test
    void aRefusalReadsWellInThreeLanguages() {
        var refusal = new LimitRefusal(
                allowance(level("L1", "2500", "10000"), "100", "100"), Window.DAY, new BigDecimal("3000.001"));

        assertThat(refusal.userMessage(Locale.ENGLISH))
                .isEqualTo(
                        "This operation of 3000.01 USD is above what is left of your limit for today: 2400.00 of 2500.00 USD."
                                + " Level L2 allows 10000.00 USD a day and 50000.00 USD a month."
                                + " You need: a selfie with a liveness check. The review takes 1 to 24 hours.");
        assertThat(refusal.userMessage(Locale.of("es")))
                .isEqualTo(
                        "Esta operación de 3000.01 USD supera lo que te queda de tu límite de hoy: 2400.00 de 2500.00 USD."
                                + " El nivel L2 permite 10000.00 USD al día y 50000.00 USD al mes."
                                + " Necesitas: una selfie con prueba de vida. La revisión tarda de 1 a 24 horas.");
        assertThat(refusal.userMessage(Locale.of("pt")))
                .isEqualTo(
                        "Esta operação de 3000.01 USD ultrapassa o que resta do seu limite de hoje: 2400.00 de 2500.00 USD."
                                + " O nível L2 permite 10000.00 USD por dia e 50000.00 USD por mês."
                                + " Você precisa de: uma selfie com prova de vida. A análise leva de 1 a 24 horas.");
    }

    private static Allowance allowance(Level level, String today, String month) {
        return allowance(level, today, month, level.name());
    }

    private static Allowance allowance(Level level, String today, String month, String stated) {
        UserSnapshot user = new UserSnapshot(
                UUID.randomUUID(), "ana", "demo-app", "killb", null, "PERSON", "ACTIVE", stated, null, NOW, NOW);
        return new Allowance(
                user,
                new Standing("ACTIVE", stated, Basis.PROVIDER),
                ZoneId.of("UTC"),
                level,
                L2,
                new Used(new BigDecimal(today), new BigDecimal(month), 0, NOW, NOW));
    }

    private static Level level(String name, @Nullable String daily, @Nullable String monthly) {
        return new Level(
                name,
                daily == null ? null : new BigDecimal(daily).setScale(2),
                monthly == null ? null : new BigDecimal(monthly).setScale(2),
                List.of(Need.SELFIE),
                List.of(Benefit.HIGHER_LIMITS),
                new Review(Duration.ofHours(1), Duration.ofHours(24)));
    }
}
