package io.pasarela.quote.limits;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.Topics;
import io.pasarela.quote.kept.Command;
import io.pasarela.quote.kept.Kept;
import io.pasarela.quote.kept.Redis;
import io.pasarela.quote.kept.Script;
import io.pasarela.quote.kept.UnreadableRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * The ramps of each user as topic {@code ramps} last told them, by the UTC month in which they were created. A ramp never changes its month, so a
 * month's ramps are one key that vanishes as a whole, 62 days after the month began.
 */
@ApplicationScoped
class Usage implements Kept {

    private static final ObjectMapper JSON = Wire.mapper();
    private static final Script KEEP_NEWER = Script.of(Usage.class, "movement.lua");
    private static final int DAYS_KEPT = 62;

    @Override
    public String topic() {
        return Topics.RAMPS;
    }

    @Override
    public List<Command> commands(byte[] record, Instant now) {
        try {
            RampEvent event = JSON.readValue(record, RampEvent.class);
            YearMonth month = month(event.ramp().createdAt());
            Instant forgotten = month.atDay(1)
                    .plusDays(DAYS_KEPT)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            return forgotten.isBefore(now)
                    ? List.of()
                    : List.of(new Command(
                            KEEP_NEWER,
                            List.of(key(event.ramp().userId(), month)),
                            List.of(
                                    event.ramp().id().toString(),
                                    Long.toString(event.sequence()),
                                    Movement.of(event).written(),
                                    Long.toString(forgotten.getEpochSecond()))));
        } catch (IOException | RuntimeException e) {
            throw new UnreadableRecord("the record is no event of a ramp", e);
        }
    }

    /** Where everything lies that can belong to the user's present month: no time zone is as far from UTC as a month. */
    static List<String> keys(UUID userId, Instant now) {
        YearMonth month = month(now);
        return List.of(key(userId, month.minusMonths(1)), key(userId, month), key(userId, month.plusMonths(1)));
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atZone(ZoneOffset.UTC));
    }

    private static String key(UUID userId, YearMonth month) {
        return Redis.key("usage", userId.toString(), month.toString());
    }
}
