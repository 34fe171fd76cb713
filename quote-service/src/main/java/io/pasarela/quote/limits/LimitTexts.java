package io.pasarela.quote.limits;

import io.pasarela.providers.KycProvider.Benefit;
import io.pasarela.providers.KycProvider.Level;
import io.pasarela.providers.KycProvider.Need;
import io.pasarela.providers.KycProvider.Review;
import io.pasarela.quote.limits.Allowance.Window;
import java.math.BigDecimal;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Limits in a person's words, in Spanish, English or Portuguese. Amounts are plain decimals: a point and no separators of thousands. */
final class LimitTexts {

    private static final String BUNDLE = "io.pasarela.quote.limits.limit-texts";

    /** A review that takes longer is told in days. */
    private static final Duration HOURS_MAX = Duration.ofHours(48);

    private LimitTexts() {}

    static String text(Need need, Locale language) {
        return text("need." + need.name(), language);
    }

    static String text(Benefit benefit, Locale language) {
        return text("benefit." + benefit.name(), language);
    }

    /** What the person may still move, and what would allow more. */
    static String standing(Allowance allowance, Locale language) {
        BigDecimal today = LimitsView.down(allowance.remaining(Window.DAY));
        BigDecimal month = LimitsView.down(allowance.remaining(Window.MONTH));
        String first = today == null || month == null
                ? text("standing.individual", language)
                : text("standing", language, today.toPlainString(), month.toPlainString());
        return sentences(first, more(allowance.next(), language));
    }

    /** Why an amount is too much, and what would allow it. */
    static String refusal(Allowance allowance, Window window, BigDecimal dollars, Locale language) {
        String first = text(
                "refused." + window.name(),
                language,
                LimitsView.up(dollars).toPlainString(),
                plain(LimitsView.down(allowance.remaining(window))),
                plain(allowance.limit(window)));
        return sentences(first, more(allowance.next(), language));
    }

    private static @Nullable String more(@Nullable Level next, Locale language) {
        if (next == null) {
            return null;
        }
        String needs = next.needs().stream().map(need -> text(need, language)).collect(Collectors.joining(", "));
        String raised = next.dailyLimit() == null || next.monthlyLimit() == null
                ? text("next.individual", language, next.name(), needs)
                : text("next", language, next.name(), plain(next.dailyLimit()), plain(next.monthlyLimit()), needs);
        return sentences(raised, review(next.review(), language));
    }

    private static String review(Review review, Locale language) {
        if (review.isInstant()) {
            return text("review.instant", language);
        }
        return review.max().compareTo(HOURS_MAX) <= 0
                ? text(
                        "review.hours",
                        language,
                        Long.toString(review.min().toHours()),
                        Long.toString(review.max().toHours()))
                : text(
                        "review.days",
                        language,
                        Long.toString(review.min().toDays()),
                        Long.toString(review.max().toDays()));
    }

    private static String sentences(@Nullable String... sentences) {
        return Stream.of(sentences).flatMap(Stream::ofNullable).collect(Collectors.joining(" "));
    }

    private static String plain(@Nullable BigDecimal amount) {
        return amount == null ? "" : amount.toPlainString();
    }

    private static String text(String key, Locale language, Object... values) {
        String pattern = ResourceBundle.getBundle(
                        BUNDLE,
                        language,
                        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT))
                .getString(key);
        return values.length == 0 ? pattern : new MessageFormat(pattern, language).format(values);
    }
}
