package io.pasarela.quote.processing;

import io.pasarela.quote.kept.Command;
import io.pasarela.quote.kept.Redis;
import io.pasarela.quote.kept.Script;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** How long a ramp takes in a corridor. Asks no provider, and never fails: what cannot be told is assumed. */
@ApplicationScoped
public class ProcessingTimes {

    private record Shown(ProcessingTime time, Instant at) {}

    private static final Logger LOG = Logger.getLogger(ProcessingTimes.class);
    private static final Script READ = Script.askingMarker(ProcessingTimes.class, "read.lua");

    private final Redis redis;
    private final ProcessingConfig config;

    /** Bounded by the pairs on offer. */
    private final Map<Corridor, Shown> shown = new ConcurrentHashMap<>();

    ProcessingTimes(Redis redis, ProcessingConfig config) {
        this.redis = redis;
        this.config = config;
    }

    /** @param corridor of a pair that is on offer */
    public Uni<ProcessingTime> of(Corridor corridor) {
        Instant now = Instant.now();
        Shown last = shown.get(corridor);
        return last != null && now.isBefore(last.at().plus(config.refresh()))
                ? Uni.createFrom().item(last.time())
                : read(corridor, now).invoke(time -> shown.put(corridor, new Shown(time, now)));
    }

    private Uni<ProcessingTime> read(Corridor corridor, Instant now) {
        var command = new Command(
                READ,
                List.of(Redis.MARKER, corridor.key("completed"), corridor.key("took")),
                List.of(Long.toString(now.minus(config.window()).toEpochMilli())));
        return Uni.createFrom()
                .deferred(() -> redis.run(command))
                .ifNoItem()
                .after(config.answerWithin())
                .fail()
                .map(found -> time(corridor, durations(found)))
                .onFailure()
                .invoke(failure -> LOG.debugf(
                        "processing times are assumed: %s", failure.getClass().getName()))
                .onFailure()
                .recoverWithItem(() -> ProcessingTime.assumed(corridor));
    }

    private ProcessingTime time(Corridor corridor, List<Duration> durations) {
        return durations.size() < Math.max(1, config.enough())
                ? ProcessingTime.assumed(corridor)
                : ProcessingTime.observed(durations);
    }

    private static List<Duration> durations(@Nullable Response found) {
        return found == null
                ? List.of()
                : IntStream.range(0, found.size())
                        .mapToObj(found::get)
                        .filter(took -> took != null)
                        .map(took ->
                                Duration.ofMillis(Long.parseLong(took.toString().split(" ", 2)[0])))
                        .toList();
    }
}
