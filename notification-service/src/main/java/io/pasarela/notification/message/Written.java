package io.pasarela.notification.message;

import io.pasarela.contracts.money.Asset;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Amounts and times as a person of that language and region writes them. */
record Written(Locale locale, Region region) {

    private static final char NO_BREAK = '\u00a0';

    /** Decimals that are always shown of a token, even if they are zeros. */
    private static final int TOKEN_DECIMALS_MIN = 2;

    /**
     * An amount with its currency's code: {@code 1,500.00 MXN}, {@code 81.081081 USDC}. A symbol would not do: half of America writes $.
     *
     * @param currency a code; one that is not known is shown with the decimals that the amount has
     */
    String amount(BigDecimal amount, String currency) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setRoundingMode(RoundingMode.DOWN);
        int scale = Asset.find(currency).map(Asset::scale).orElse(Math.max(0, amount.scale()));
        boolean token = Asset.find(currency).map(Asset::isCrypto).orElse(true);
        format.setMaximumFractionDigits(scale);
        format.setMinimumFractionDigits(token ? Math.min(TOKEN_DECIMALS_MIN, scale) : scale);
        return format.format(amount) + NO_BREAK + currency;
    }

    /** A time to the minute, with how far the clock is from UTC: {@code 28 nov 2026, 18:30 (GMT-6)}. */
    String time(Instant time) {
        ZonedDateTime there = time.atZone(region.zone());
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(there)
                + " ("
                + DateTimeFormatter.ofPattern("O", Locale.ROOT).format(there)
                + ")";
    }
}
