package io.pasarela.quote.limits;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * What a user has used up, in USD, on the present day and in the present month of its time zone. A ramp belongs to the day on which it was
 * created.
 *
 * @param uncounted ramps of this month that cannot be told in USD and so are in neither sum
 */
record Used(BigDecimal today, BigDecimal thisMonth, int uncounted, Instant dayEnds, Instant monthEnds) {

    static Used of(Collection<Movement> movements, ZoneId zone, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate first = today.withDayOfMonth(1);
        // A day can begin at one o'clock, where midnight is skipped; the calendar knows.
        Instant dayBegins = begin(today, zone);
        Instant monthBegins = begin(first, zone);
        List<Movement> counted = movements.stream()
                .filter(movement -> Counting.counts(movement.status()))
                .filter(movement -> !movement.createdAt().isBefore(monthBegins))
                .toList();
        return new Used(
                sum(counted.stream()
                        .filter(movement -> !movement.createdAt().isBefore(dayBegins))
                        .toList()),
                sum(counted),
                (int) counted.stream()
                        .filter(movement -> movement.dollars() == null)
                        .count(),
                begin(today.plusDays(1), zone),
                begin(first.plusMonths(1), zone));
    }

    private static Instant begin(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static BigDecimal sum(List<Movement> movements) {
        return movements.stream()
                .map(Movement::dollars)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
