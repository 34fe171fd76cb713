package io.pasarela.bench.report;

import io.pasarela.bench.measure.Spread;
import java.util.Locale;

/** Figures as a person reads them: a space between thousands, the same everywhere. */
public final class Numbers {
    private Numbers() {}

    /** @param decimals digits after the point */
    public static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value).replace(',', ' ');
    }

    /** For example {@code 21 400 (20 900–22 100)}: the median, and from the lowest to the highest round. */
    public static String withSpread(Spread spread, int decimals) {
        return "%s (%s–%s)"
                .formatted(
                        number(spread.median(), decimals),
                        number(spread.min(), decimals),
                        number(spread.max(), decimals));
    }

    /** For example {@code 87.3 %}. */
    public static String percent(double share) {
        return number(share * 100, 1) + " %";
    }
}
