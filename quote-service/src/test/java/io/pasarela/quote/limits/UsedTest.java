package io.pasarela.quote.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.RampStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UsedTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        // The first and the last moment of a day, as people there see it.
        "UTC,                 2026-11-23T00:00:00Z, 2026-11-23T23:59:59.999Z, 2026-11-24T00:00:00Z",
        "America/Mexico_City, 2026-11-23T06:00:00Z, 2026-11-24T05:59:59.999Z, 2026-11-24T06:00:00Z",
        "Pacific/Kiritimati,  2026-11-22T10:00:00Z, 2026-11-23T09:59:59.999Z, 2026-11-23T10:00:00Z",
        "Asia/Kathmandu,      2026-11-22T18:15:00Z, 2026-11-23T18:14:59.999Z, 2026-11-23T18:15:00Z",
        // 25 hours: New York puts its clocks back.
        "America/New_York,    2026-11-01T04:00:00Z, 2026-11-02T04:59:59.999Z, 2026-11-02T05:00:00Z",
        // 23 hours: it puts them forward.
        "America/New_York,    2026-03-08T05:00:00Z, 2026-03-09T03:59:59.999Z, 2026-03-09T04:00:00Z",
        // A day without midnight: Havana begins it at one.
        "America/Havana,      2026-03-08T05:00:00Z, 2026-03-09T03:59:59.999Z, 2026-03-09T04:00:00Z",
    })
    void aDayBeginsAndEndsWhereTheUserLives(String zone, Instant first, Instant last, Instant next) {
        List<Movement> movements = List.of(
                movement(first.minusMillis(1), RampStatus.COMPLETED, "1"),
                movement(first, RampStatus.COMPLETED, "10"),
                movement(last, RampStatus.COMPLETED, "100"));

        assertThat(Used.of(movements.subList(0, 2), ZoneId.of(zone), first).today())
                .isEqualByComparingTo("10");
        Used used = Used.of(movements, ZoneId.of(zone), last);

        assertThat(used.today()).isEqualByComparingTo("110");
        assertThat(used.dayEnds()).isEqualTo(next);
        assertThat(Used.of(movements, ZoneId.of(zone), next).today()).isZero();
    }

    @Test
    void aMonthBeginsWhereTheUserLivesToo() {
        Instant beginning = Instant.parse("2026-10-31T10:00:00Z");
        List<Movement> movements = List.of(
                movement(beginning.minusMillis(1), RampStatus.COMPLETED, "1"),
                movement(beginning, RampStatus.COMPLETED, "10"));

        Used used = Used.of(movements, ZoneId.of("Pacific/Kiritimati"), NOON);

        assertThat(used.thisMonth()).isEqualByComparingTo("10");
        assertThat(used.today()).isZero();
        assertThat(used.monthEnds()).isEqualTo("2026-11-30T10:00:00Z");
    }

    @ParameterizedTest
    @EnumSource
    void whatCameToNothingUsesUpNothing(RampStatus status) {
        boolean counted =
                switch (status) {
                    case FAILED, REJECTED, CANCELED, EXPIRED, REFUNDED -> false;
                    default -> true;
                };

        Used used = Used.of(List.of(movement(NOON, status, "7.5")), ZoneId.of("UTC"), NOON);

        assertThat(used.today()).isEqualByComparingTo(counted ? "7.5" : "0");
    }

    @Test
    void aRampWithoutADollarSideIsToldAndNotCounted() {
        Used used = Used.of(
                List.of(new Movement(1, NOON, RampStatus.COMPLETED, null), movement(NOON, RampStatus.CREATED, "2")),
                ZoneId.of("UTC"),
                NOON);

        assertThat(used.today()).isEqualByComparingTo("2");
        assertThat(used.uncounted()).isOne();
    }

    @Test
    void whateverTheZoneEveryMomentBelongsToOneDayAndLiesInTheMonthsThatAreRead() {
        Random random = new Random(20261123);
        List<String> zones = new ArrayList<>(ZoneId.getAvailableZoneIds());
        for (int i = 0; i < 20_000; i++) {
            ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            Instant now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(2 * 366 * 86_400));
            Instant created = now.minus(Duration.ofSeconds(random.nextInt(40 * 86_400)));

            Used used = Used.of(List.of(movement(created, RampStatus.COMPLETED, "1")), zone, now);

            LocalDate today = now.atZone(zone).toLocalDate();
            LocalDate day = created.atZone(zone).toLocalDate();
            boolean thisMonth = day.getYear() == today.getYear() && day.getMonth() == today.getMonth();
            assertThat(used.today().signum() == 1)
                    .as("%s %s %s", zone, now, created)
                    .isEqualTo(day.equals(today));
            assertThat(used.thisMonth().signum() == 1).isEqualTo(thisMonth);
            assertThat(used.dayEnds()).isAfter(now).isBeforeOrEqualTo(used.monthEnds());
            if (thisMonth) {
                assertThat(Usage.keys(java.util.UUID.randomUUID(), now))
                        .anySatisfy(key ->
                                assertThat(key).endsWith(created.toString().substring(0, 7)));
            }
        }
    }

    private static Movement movement(Instant createdAt, RampStatus status, String dollars) {
        return new Movement(1, createdAt, status, new BigDecimal(dollars));
    }
}
