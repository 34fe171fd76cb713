package io.pasarela.sandbox.killb.ramp;

import io.pasarela.sandbox.killb.customer.User;
import io.pasarela.sandbox.killb.wire.ErrorCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What users have moved, in dollar coins, per UTC day and month, on and off ramps together, counted when a ramp is created. How
 * KillB counts is not documented.
 */
final class Usage {
    private final Map<Period, BigDecimal> used = new HashMap<>();

    /** @param time a day or a month */
    private record Period(String userId, Object time) {}

    /**
     * @throws io.pasarela.sandbox.killb.wire.ApiError RAMP.0003 when the amount goes beyond the day's or the month's limit
     */
    void check(User user, BigDecimal dollars, Instant now) {
        check("dailyLimit", day(user, now), dollars, user.level().daily());
        check("monthlyLimit", month(user, now), dollars, user.level().monthly());
    }

    void add(User user, BigDecimal dollars, Instant now) {
        used.merge(day(user, now), dollars, BigDecimal::add);
        used.merge(month(user, now), dollars, BigDecimal::add);
    }

    private static Period day(User user, Instant now) {
        return new Period(user.id(), LocalDate.ofInstant(now, ZoneOffset.UTC));
    }

    private static Period month(User user, Instant now) {
        return new Period(user.id(), YearMonth.from(now.atZone(ZoneOffset.UTC)));
    }

    private void check(String name, Period period, BigDecimal dollars, @Nullable BigDecimal limit) {
        BigDecimal sum = used.getOrDefault(period, BigDecimal.ZERO).add(dollars);
        if (limit != null && sum.compareTo(limit) > 0) {
            throw ErrorCode.LIMIT_EXCEEDED.with(name, limit.toPlainString());
        }
    }
}
