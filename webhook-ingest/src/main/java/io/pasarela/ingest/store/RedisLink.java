package io.pasarela.ingest.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.pasarela.ingest.IngestConfig;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The way to Redis. Nobody ever waits for it: when it is gone or slow it is not usable, for a second at least, and then tried again. */
@Singleton
public class RedisLink {

    private static final Logger LOG = Logger.getLogger(RedisLink.class);
    private static final Duration ANSWER_WITHIN = Duration.ofMillis(200);
    private static final int FAILURES_MAX = 3;
    private static final long PAUSE_MILLIS = 1_000;

    private final ClientResources resources;
    private final RedisClient client;
    private final RedisURI uri;
    private final Vertx vertx;
    private volatile @Nullable StatefulRedisConnection<byte[], byte[]> connection;
    private volatile @Nullable Channel channel;
    private volatile long pausedUntil = System.nanoTime();
    private final AtomicInteger failuresInARow = new AtomicInteger();

    RedisLink(IngestConfig config, Vertx vertx) {
        this.vertx = vertx;
        this.uri = RedisURI.create(config.redis());
        this.resources = ClientResources.builder()
                .commandLatencyRecorder(CommandLatencyRecorder.disabled())
                .nettyCustomizer(new NettyCustomizer() {
                    @Override
                    public void afterChannelInitialized(Channel made) {
                        channel = made;
                    }
                })
                .build();
        this.client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().keepAlive(true).build())
                .timeoutOptions(TimeoutOptions.enabled(ANSWER_WITHIN))
                .useHashIndexQueue(false)
                .build());
    }

    void onStart(@Observes StartupEvent event) {
        connect();
    }

    // Once connected, the client connects again by itself; the first time it does not.
    private void connect() {
        client.connectAsync(ByteArrayCodec.INSTANCE, uri).whenComplete((connected, failure) -> {
            if (failure == null) {
                connection = connected;
            } else {
                failed(failure);
                vertx.setTimer(PAUSE_MILLIS, _ -> connect());
            }
        });
    }

    /** Whether asking makes sense now. */
    public boolean isUsable() {
        StatefulRedisConnection<byte[], byte[]> now = connection;
        return now != null && now.isOpen() && System.nanoTime() - pausedUntil >= 0;
    }

    /** Only while {@link #isUsable()}. */
    public RedisAsyncCommands<byte[], byte[]> commands() {
        StatefulRedisConnection<byte[], byte[]> now = connection;
        if (now == null) {
            throw new IllegalStateException("Redis was never reached");
        }
        return now.async();
    }

    /**
     * Sends them together, as one message, in their order. Never fails: the last one of them does, also when there is no answer in time.
     * What goes by {@link #commands()} instead is written, timed and kept for a reconnection one by one.
     */
    void send(List<ClaimCommand> commands) {
        ClaimCommand last = commands.getLast();
        try {
            Channel to = Objects.requireNonNull(channel);
            to.eventLoop().execute(() -> {
                to.writeAndFlush(commands).addListener(written -> {
                    if (!written.isSuccess()) {
                        last.completeExceptionally(written.cause());
                    }
                });
                to.eventLoop().schedule(() -> tooLate(last), ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            });
        } catch (RuntimeException e) {
            last.completeExceptionally(e);
        }
    }

    private static void tooLate(ClaimCommand command) {
        if (!command.isDone()) {
            command.completeExceptionally(new RedisCommandTimeoutException("no answer within " + ANSWER_WITHIN));
        }
    }

    /** To be told of every answer. */
    void answered() {
        failuresInARow.setPlain(0);
    }

    /** To be told of every failure: one may be a pause of our own, but a Redis that hangs is left alone for a while. */
    public void failed(Throwable failure) {
        StatefulRedisConnection<byte[], byte[]> now = connection;
        boolean gone = now == null || !now.isOpen();
        if ((failuresInARow.incrementAndGet() < FAILURES_MAX && !gone) || System.nanoTime() - pausedUntil < 0) {
            return;
        }
        pausedUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.warnf(
                "Redis does not answer (%s): webhooks are published without looking for duplicates",
                cause.getClass().getSimpleName());
    }

    @PreDestroy
    void close() {
        client.shutdownAsync(0, 1, TimeUnit.SECONDS).join();
        resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
