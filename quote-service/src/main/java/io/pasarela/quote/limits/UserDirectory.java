package io.pasarela.quote.limits;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.Topics;
import io.pasarela.contracts.events.UserEvent;
import io.pasarela.contracts.events.UserSnapshot;
import io.pasarela.quote.kept.Command;
import io.pasarela.quote.kept.Kept;
import io.pasarela.quote.kept.Redis;
import io.pasarela.quote.kept.Script;
import io.pasarela.quote.kept.UnreadableRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Every user as topic {@code users} last told it. An older telling never replaces a newer one. */
@ApplicationScoped
class UserDirectory implements Kept {

    private static final ObjectMapper JSON = Wire.mapper();
    private static final Script KEEP_NEWER = Script.of(UserDirectory.class, "user.lua");

    @Override
    public String topic() {
        return Topics.USERS;
    }

    @Override
    public List<Command> commands(byte[] record, Instant now) {
        try {
            UserEvent event = JSON.readValue(record, UserEvent.class);
            return List.of(new Command(
                    KEEP_NEWER,
                    List.of(key(event.user().id())),
                    List.of(Long.toString(event.sequence()), JSON.writeValueAsString(event.user()))));
        } catch (IOException | RuntimeException e) {
            throw new UnreadableRecord("the record is no event of a user", e);
        }
    }

    static String key(UUID userId) {
        return Redis.key("user", userId.toString());
    }

    static UserSnapshot read(String snapshot) {
        try {
            return JSON.readValue(snapshot, UserSnapshot.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept user cannot be read", e);
        }
    }
}
