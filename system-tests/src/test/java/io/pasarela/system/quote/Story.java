package io.pasarela.system.quote;

import io.pasarela.contracts.events.Cause;
import io.pasarela.contracts.events.Outcome;
import io.pasarela.contracts.events.RampDirection;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.contracts.events.UserEvent;
import io.pasarela.contracts.events.UserSnapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Invented users and ramps of the demo client, as ramp-service would tell them. */
final class Story {

    private Story() {}

    static UserEvent user(UUID id, long sequence, String level, String timeZone) {
        Instant now = Instant.now();
        return new UserEvent(
                new UserSnapshot(
                        id, "invented-" + id, "demo-app", "killb", null, "PERSON", "ACTIVE", level, timeZone, now, now),
                sequence);
    }

    /** One event per status, {@code step} apart; the last one tells the executed amount. */
    static List<RampEvent> ramp(
            UUID userId,
            String dollars,
            String cashOutMethod,
            Instant createdAt,
            Duration step,
            RampStatus... statuses) {
        UUID id = UUID.randomUUID();
        List<RampEvent> events = new ArrayList<>();
        for (int i = 0; i < statuses.length; i++) {
            boolean last = i == statuses.length - 1;
            events.add(new RampEvent(
                    new RampSnapshot(
                            id,
                            "order-" + id,
                            "demo-app",
                            userId,
                            "invented-" + userId,
                            UUID.randomUUID(),
                            UUID.randomUUID(),
                            "killb",
                            null,
                            RampDirection.ON_RAMP,
                            statuses[i],
                            null,
                            Outcome.CONFIRMED,
                            null,
                            "MXN",
                            new BigDecimal("1500.00"),
                            "USDC",
                            new BigDecimal("999.000000"),
                            null,
                            last ? new BigDecimal(dollars) : null,
                            "SPEI",
                            cashOutMethod,
                            List.of(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            createdAt,
                            createdAt.plus(step.multipliedBy(i))),
                    i == 0 ? null : statuses[i - 1],
                    i + 1L,
                    Cause.WEBHOOK));
        }
        return events;
    }
}
