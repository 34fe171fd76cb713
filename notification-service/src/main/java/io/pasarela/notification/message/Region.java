package io.pasarela.notification.message;

import io.pasarela.contracts.money.Asset;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where the person is, as far as the bank money of the ramp tells: numbers are written as they are there, and times are that country's. Spanish
 * is written with a decimal point in Mexico and a comma in Colombia.
 */
record Region(String country, ZoneId zone) {

    private static final Map<Asset, Region> REGIONS = Map.ofEntries(
            of(Asset.ARS, "AR", "America/Argentina/Buenos_Aires"),
            of(Asset.BOB, "BO", "America/La_Paz"),
            of(Asset.BRL, "BR", "America/Sao_Paulo"),
            of(Asset.CLP, "CL", "America/Santiago"),
            of(Asset.COP, "CO", "America/Bogota"),
            of(Asset.CRC, "CR", "America/Costa_Rica"),
            of(Asset.DOP, "DO", "America/Santo_Domingo"),
            of(Asset.GTQ, "GT", "America/Guatemala"),
            of(Asset.GYD, "GY", "America/Guyana"),
            of(Asset.HKD, "HK", "Asia/Hong_Kong"),
            of(Asset.HNL, "HN", "America/Tegucigalpa"),
            of(Asset.MXN, "MX", "America/Mexico_City"),
            of(Asset.NIO, "NI", "America/Managua"),
            of(Asset.PAB, "PA", "America/Panama"),
            of(Asset.PEN, "PE", "America/Lima"),
            of(Asset.PYG, "PY", "America/Asuncion"),
            of(Asset.UYU, "UY", "America/Montevideo"));

    /** Dollars and euros are nobody's country. */
    private static final Region ANYWHERE = new Region("", ZoneId.of("UTC"));

    private static Map.Entry<Asset, Region> of(Asset money, String country, String zone) {
        return Map.entry(money, new Region(country, ZoneId.of(zone)));
    }

    /** The region of whichever of the two is a country's money. */
    static Region of(String fromCurrency, String toCurrency) {
        return find(fromCurrency).or(() -> find(toCurrency)).orElse(ANYWHERE);
    }

    private static Optional<Region> find(String currency) {
        return Asset.find(currency).flatMap(asset -> Optional.ofNullable(REGIONS.get(asset)));
    }

    /** The language as it is written here. */
    Locale written(Locale language) {
        return country.isEmpty() ? language : Locale.of(language.getLanguage(), country);
    }
}
