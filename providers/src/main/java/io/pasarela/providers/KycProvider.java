package io.pasarela.providers;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells how much a user may move at each level of verification, and what a level takes. */
public interface KycProvider extends Provider {

    /** Every level, the lowest first, at least one. Known by heart: nobody is asked. */
    List<Level> levels();

    /** The level with this name. */
    default Optional<Level> level(String name) {
        return levels().stream().filter(level -> level.name().equals(name)).findFirst();
    }

    /** The level with this name; for a name that is not known the lowest, since nothing says that more is allowed. */
    default Level levelOrLowest(String name) {
        return level(name).orElseGet(levels()::getFirst);
    }

    /** The level after the one with this name; empty at the top, and for a name that is not known. */
    default Optional<Level> levelAfter(String name) {
        return level(name)
                .map(levels()::indexOf)
                .filter(i -> i + 1 < levels().size())
                .map(i -> levels().get(i + 1));
    }

    /**
     * A level of verification.
     *
     * @param name as {@link UserProvider.ProviderUser#kycLevel} states it
     * @param dailyLimit most per day in USD, inclusive; absent when agreed individually
     * @param monthlyLimit most per calendar month in USD, inclusive; absent when agreed individually
     * @param needs what it takes beyond the level before
     * @param brings what it gives beyond the level before
     * @param review how long the provider looks at it
     */
    record Level(
            String name,
            @Nullable BigDecimal dailyLimit,
            @Nullable BigDecimal monthlyLimit,
            List<Need> needs,
            List<Benefit> brings,
            Review review) {}

    /** @param min shortest stated time; zero when it is instant */
    record Review(Duration min, Duration max) {

        public boolean isInstant() {
            return max.isZero();
        }
    }

    /** What a person or company hands in. The names are stable codes of the HTTP contract. */
    enum Need {
        VERIFIED_EMAIL,
        FULL_NAME,
        DATE_OF_BIRTH,
        PHONE,
        ADDRESS,
        GOVERNMENT_ID_NUMBER,
        NATIONALITY,
        ID_DOCUMENT_IMAGES,
        PROOF_OF_ADDRESS,
        SELFIE,
        SOURCE_OF_FUNDS,
        BANK_STATEMENTS,
        PROOF_OF_INCOME,
        DUE_DILIGENCE_QUESTIONNAIRE,
        CORPORATE_DOCUMENTS,
        LICENCES,
        INDIVIDUAL_REVIEW
    }

    /** What a level gives. The names are stable codes of the HTTP contract. */
    enum Benefit {
        FIRST_RAMPS,
        HIGHER_LIMITS,
        ORDINARY_METHODS,
        SEVERAL_ACCOUNTS,
        ALL_METHODS,
        PRE_FUNDING,
        INDIVIDUAL_LIMITS
    }
}
