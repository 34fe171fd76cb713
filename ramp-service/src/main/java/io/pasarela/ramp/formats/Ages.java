package io.pasarela.ramp.formats;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;

/** How old somebody is, wherever on earth they are. */
public final class Ages {

    /** Where a day begins last (Baker Island): whoever is of age there is of age everywhere. */
    private static final ZoneOffset LAST_ZONE = ZoneOffset.ofHours(-12);

    /** Nobody has ever been older (Jeanne Calment, 122). */
    private static final int YEARS_MAX = 125;

    private Ages() {}

    /** The date in the last place on earth where it begins. */
    public static LocalDate latestDate(Instant now) {
        return LocalDate.ofInstant(now, LAST_ZONE);
    }

    /**
     * Whether so many years are full on that date. Somebody born on 29 February turns a year older on 1 March of other years, the later of
     * the two days that countries count.
     */
    public static boolean isAtLeast(int years, LocalDate birth, LocalDate on) {
        return Period.between(birth, on).getYears() >= years;
    }

    /** Whether somebody born then can be alive on that date. */
    public static boolean isPlausible(LocalDate birth, LocalDate on) {
        return !birth.isAfter(on) && Period.between(birth, on).getYears() <= YEARS_MAX;
    }
}
