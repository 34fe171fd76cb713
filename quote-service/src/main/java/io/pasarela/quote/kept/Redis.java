package io.pasarela.quote.kept;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs commands in Redis, within a stated time. */
@ApplicationScoped
public class Redis {

    /** All keys share one hash tag, so that one script may touch several of them in a Redis Cluster too. The number is that of the format. */
    private static final String PREFIX = "{kept:1}:";

    /** Says that everything is there. */
    public static final String MARKER = key("marker");

    private final ReactiveRedisDataSource redis;
    private final KeptConfig config;

    Redis(ReactiveRedisDataSource redis, KeptConfig config) {
        this.redis = redis;
        this.config = config;
    }

    public static String key(String... words) {
        return PREFIX + String.join(":", words);
    }

    /** What the script returns; null stands for Lua's {@code false} and {@code nil}. */
    public Uni<@Nullable Response> run(Command command) {
        return run(redis, command).ifNoItem().after(config.answerWithin()).fail();
    }

    /** Runs all of them over one connection, one after the other without waiting in between. Fails when one does. */
    Uni<Void> runAll(List<Command> commands) {
        if (commands.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return redis.withConnection(connection -> Uni.join()
                        .all(commands.stream()
                                .map(command -> run(connection, command))
                                .toList())
                        .andFailFast()
                        .replaceWithVoid())
                .ifNoItem()
                .after(config.writtenWithin())
                .fail();
    }

    private static Uni<@Nullable Response> run(ReactiveRedisDataSource redis, Command command) {
        String[] arguments = Stream.of(
                        Stream.of(
                                command.script().source(),
                                Integer.toString(command.keys().size())),
                        command.keys().stream(),
                        command.arguments().stream())
                .flatMap(words -> words)
                .toArray(String[]::new);
        return redis.execute("EVAL", arguments);
    }
}
