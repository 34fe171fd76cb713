package io.pasarela.quote.limits;

import io.pasarela.contracts.events.UserSnapshot;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.ProblemException;
import io.pasarela.quote.kept.Command;
import io.pasarela.quote.kept.KeptConfig;
import io.pasarela.quote.kept.Rebuild;
import io.pasarela.quote.kept.Redis;
import io.pasarela.quote.kept.Script;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a user and its ramps, all of one moment. While Redis lacks anything it answers nothing at all, and is put right. */
@ApplicationScoped
class Ledger {

    /** What is known of a user. */
    record Page(UserSnapshot user, List<Movement> movements) {}

    private static final Script READ = Script.askingMarker(Ledger.class, "read.lua");

    private final Redis redis;
    private final Rebuild rebuild;
    private final KeptConfig config;

    Ledger(Redis redis, Rebuild rebuild, KeptConfig config) {
        this.redis = redis;
        this.rebuild = rebuild;
        this.config = config;
    }

    /** Empty for an unknown user. Fails with {@code SERVICE_UNAVAILABLE} while Redis is away or does not hold everything. */
    Uni<Optional<Page>> read(UUID userId, Instant now) {
        List<String> keys = Stream.concat(
                        Stream.of(Redis.MARKER, UserDirectory.key(userId)), Usage.keys(userId, now).stream())
                .toList();
        return redis.run(new Command(READ, keys, List.of()))
                .onFailure()
                .transform(_ -> unavailable())
                .map(this::page);
    }

    private Optional<Page> page(@Nullable Response found) {
        if (found == null) {
            rebuild.wake();
            throw unavailable();
        }
        String snapshot = found.get(0).toString();
        return snapshot.isEmpty()
                ? Optional.empty()
                : Optional.of(new Page(
                        UserDirectory.read(snapshot),
                        IntStream.range(1, found.size())
                                .mapToObj(i -> Movement.read(found.get(i).toString()))
                                .toList()));
    }

    private ProblemException unavailable() {
        return ProblemException.retry(
                ProblemCode.SERVICE_UNAVAILABLE,
                "What the user has used up cannot be told right now.",
                config.retryAfter());
    }
}
