package io.pasarela.quote.limits;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pasarela.providers.KycProvider;
import io.pasarela.providers.KycProvider.Level;
import io.pasarela.quote.limits.Allowance.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user's limits as the client sees them. Amounts are US dollars with two decimals: used is rounded up, what remains down.
 *
 * @param status {@code ACTIVE}, or why the user may not ramp
 * @param level {@code L0} to {@code L4}, or what else the provider says
 * @param assumedLevel whose limits these are; only where {@code level} is not known here
 * @param basis {@code PROVIDER}: the provider says so; {@code DIRECTORY}: it could not be asked, and this is what was last published
 * @param timeZone IANA id of the zone in which the user's days and months begin
 * @param available the most that may be moved now; absent without limit
 * @param uncounted ramps of this month that cannot be told in dollars and so use up nothing
 * @param nextLevel absent at the top
 * @param userMessage absent inside a quotation; else all of it in a few sentences for the person, in the language of {@code Accept-Language}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LimitsView(
        UUID userId,
        String status,
        String level,
        @Nullable String assumedLevel,
        String basis,
        String currency,
        String timeZone,
        Bound day,
        Bound month,
        @Nullable BigDecimal available,
        int uncounted,
        @Nullable NextLevel nextLevel,
        @Nullable String userMessage) {

    /**
     * How much of one window.
     *
     * @param limit absent when agreed individually with the provider
     * @param remaining absent like {@code limit}
     * @param resetsAt when the next day or month begins for the user
     */
    public record Bound(
            @Nullable BigDecimal limit,
            BigDecimal used,
            @Nullable BigDecimal remaining,
            Instant resetsAt) {}

    /**
     * What would allow more.
     *
     * @param dailyLimit absent when agreed individually
     * @param monthlyLimit absent when agreed individually
     * @param needs what it takes beyond the present level
     * @param brings what it gives beyond the present level
     */
    public record NextLevel(
            String level,
            @Nullable BigDecimal dailyLimit,
            @Nullable BigDecimal monthlyLimit,
            List<Item> needs,
            List<Item> brings,
            Review review) {}

    /** @param code stable @param text for the person; absent inside a quotation */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(String code, @Nullable String text) {}

    /** How long the provider looks at it, ISO-8601 durations; zero when it is instant. */
    public record Review(Duration min, Duration max) {}

    static LimitsView of(Allowance allowance, @Nullable Locale language) {
        return new LimitsView(
                allowance.user().id(),
                allowance.standing().status(),
                allowance.standing().level(),
                assumed(allowance),
                allowance.standing().basis().name(),
                "USD",
                allowance.zone().getId(),
                bound(allowance, Window.DAY),
                bound(allowance, Window.MONTH),
                down(allowance.available()),
                allowance.used().uncounted(),
                nextLevel(allowance.next(), language),
                language == null ? null : LimitTexts.standing(allowance, language));
    }

    private static @Nullable String assumed(Allowance allowance) {
        Level level = allowance.level();
        return level == null || level.name().equals(allowance.standing().level()) ? null : level.name();
    }

    static Bound bound(Allowance allowance, Window window) {
        return new Bound(
                allowance.limit(window),
                up(allowance.used(window)),
                down(allowance.remaining(window)),
                allowance.resetsAt(window));
    }

    static @Nullable NextLevel nextLevel(@Nullable Level next, @Nullable Locale language) {
        return next == null
                ? null
                : new NextLevel(
                        next.name(),
                        next.dailyLimit(),
                        next.monthlyLimit(),
                        next.needs().stream()
                                .map(need -> new Item(
                                        need.name(), language == null ? null : LimitTexts.text(need, language)))
                                .toList(),
                        next.brings().stream()
                                .map(benefit -> new Item(
                                        benefit.name(), language == null ? null : LimitTexts.text(benefit, language)))
                                .toList(),
                        review(next.review()));
    }

    private static Review review(KycProvider.Review review) {
        return new Review(review.min(), review.max());
    }

    static BigDecimal up(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.CEILING);
    }

    static @Nullable BigDecimal down(@Nullable BigDecimal amount) {
        return amount == null ? null : amount.setScale(2, RoundingMode.FLOOR);
    }
}
