package io.pasarela.providers.killb;

import io.pasarela.providers.KycProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * KillB's levels as its guide {@code guides/users/kyc-levels} states them, amounts in USD. KillB's pages differ: the newest page about users
 * has no levels, and the portal's page states 1,000, 10,000 and 50,000 a day for levels 1 to 3 with reviews of minutes to two days. No
 * call tells them, so a customer with other terms needs another table. Savings, which the guide names too, are not on offer here.
 */
@ApplicationScoped
class KillbKyc implements KycProvider {

    private static final List<Level> LEVELS = List.of(
            level(
                    "L0",
                    "500",
                    "1000",
                    List.of(Need.VERIFIED_EMAIL),
                    List.of(Benefit.FIRST_RAMPS),
                    Duration.ZERO,
                    Duration.ZERO),
            level(
                    "L1",
                    "2500",
                    "10000",
                    List.of(
                            Need.FULL_NAME,
                            Need.DATE_OF_BIRTH,
                            Need.PHONE,
                            Need.ADDRESS,
                            Need.GOVERNMENT_ID_NUMBER,
                            Need.NATIONALITY),
                    List.of(Benefit.HIGHER_LIMITS, Benefit.ORDINARY_METHODS, Benefit.SEVERAL_ACCOUNTS),
                    Duration.ZERO,
                    Duration.ZERO),
            level(
                    "L2",
                    "10000",
                    "50000",
                    List.of(Need.ID_DOCUMENT_IMAGES, Need.PROOF_OF_ADDRESS, Need.SELFIE),
                    List.of(Benefit.HIGHER_LIMITS, Benefit.ALL_METHODS, Benefit.PRE_FUNDING),
                    Duration.ofHours(1),
                    Duration.ofHours(24)),
            level(
                    "L3",
                    "50000",
                    "250000",
                    List.of(
                            Need.SOURCE_OF_FUNDS,
                            Need.BANK_STATEMENTS,
                            Need.PROOF_OF_INCOME,
                            Need.DUE_DILIGENCE_QUESTIONNAIRE),
                    List.of(Benefit.HIGHER_LIMITS),
                    Duration.ofDays(1),
                    Duration.ofDays(5)),
            level(
                    "L4",
                    null,
                    null,
                    List.of(Need.CORPORATE_DOCUMENTS, Need.LICENCES, Need.INDIVIDUAL_REVIEW),
                    List.of(Benefit.INDIVIDUAL_LIMITS),
                    Duration.ofDays(5),
                    Duration.ofDays(10)));

    @Override
    public String name() {
        return Killb.NAME;
    }

    @Override
    public List<Level> levels() {
        return LEVELS;
    }

    private static Level level(
            String name,
            @Nullable String daily,
            @Nullable String monthly,
            List<Need> needs,
            List<Benefit> brings,
            Duration reviewMin,
            Duration reviewMax) {
        return new Level(name, dollars(daily), dollars(monthly), needs, brings, new Review(reviewMin, reviewMax));
    }

    private static @Nullable BigDecimal dollars(@Nullable String amount) {
        return amount == null ? null : new BigDecimal(amount).setScale(2);
    }
}
