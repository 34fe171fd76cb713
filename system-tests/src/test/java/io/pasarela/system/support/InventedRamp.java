package io.pasarela.system.support;

import io.pasarela.contracts.events.Cause;
import io.pasarela.contracts.events.Outcome;
import io.pasarela.contracts.events.RampDirection;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.events.RampStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A ramp that is nowhere but in a test, told as ramp-service would tell it. */
public record InventedRamp(UUID id, String client, String user) {

    public static InventedRamp of(String client, String user) {
        return new InventedRamp(UUID.randomUUID(), client, user);
    }

    /** Its changes number {@code from} to {@code to}, all of them into this status. */
    public List<RampEvent> changes(int from, int to, RampStatus status) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(sequence -> change(sequence, status))
                .toList();
    }

    public RampEvent change(int sequence, RampStatus status) {
        Instant now = Instant.now();
        RampSnapshot ramp = new RampSnapshot(
                id,
                "order-" + id,
                client,
                UUID.randomUUID(),
                user,
                UUID.randomUUID(),
                UUID.randomUUID(),
                "killb",
                null,
                RampDirection.ON_RAMP,
                status,
                null,
                Outcome.CONFIRMED,
                null,
                "MXN",
                new BigDecimal("1500.00"),
                "USDC",
                new BigDecimal("81.081081"),
                null,
                null,
                "SPEI",
                "POLYGON",
                List.of(),
                null,
                null,
                null,
                null,
                null,
                now,
                now);
        return new RampEvent(ramp, sequence == 1 ? null : RampStatus.CREATED, sequence, Cause.WEBHOOK);
    }
}
