package io.pasarela.quote.processing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.contracts.events.Topics;
import io.pasarela.quote.kept.Command;
import io.pasarela.quote.kept.Kept;
import io.pasarela.quote.kept.Script;
import io.pasarela.quote.kept.UnreadableRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * How long the newest finished ramps of each corridor took: from {@code DEPOSIT_RECEIVED} to {@code COMPLETED}, or from their creation where no
 * deposit was told.
 */
@ApplicationScoped
class FinishedRamps implements Kept {

    private static final ObjectMapper JSON = Wire.mapper();
    private static final Script NOTE = Script.of(FinishedRamps.class, "note.lua");

    private final ProcessingConfig config;

    FinishedRamps(ProcessingConfig config) {
        this.config = config;
    }

    @Override
    public String topic() {
        return Topics.RAMPS;
    }

    @Override
    public List<Command> commands(byte[] record, Instant now) {
        try {
            RampSnapshot ramp = JSON.readValue(record, RampEvent.class).ramp();
            Instant horizon = now.minus(config.window());
            boolean told = ramp.status() == RampStatus.DEPOSIT_RECEIVED || ramp.status() == RampStatus.COMPLETED;
            return told && ramp.updatedAt().isAfter(horizon) ? List.of(note(ramp, horizon)) : List.of();
        } catch (IOException | RuntimeException e) {
            throw new UnreadableRecord("the record is no event of a ramp", e);
        }
    }

    private Command note(RampSnapshot ramp, Instant horizon) {
        Corridor corridor = new Corridor(ramp.provider(), ramp.cashInMethod(), ramp.cashOutMethod());
        return new Command(
                NOTE,
                List.of(corridor.key("deposited"), corridor.key("completed"), corridor.key("took")),
                List.of(
                        ramp.id().toString(),
                        ramp.status().name(),
                        millis(ramp.updatedAt()),
                        millis(ramp.createdAt()),
                        millis(horizon),
                        Integer.toString(config.keptMax()),
                        Long.toString(config.window().toSeconds())));
    }

    private static String millis(Instant at) {
        return Long.toString(at.toEpochMilli());
    }
}
