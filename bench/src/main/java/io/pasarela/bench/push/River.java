package io.pasarela.bench.push;

import io.pasarela.bench.ingest.Signature;
import io.pasarela.bench.load.Load;
import io.pasarela.bench.load.LoadResult;
import io.pasarela.bench.ramp.RampWebhook;
import io.pasarela.bench.ramp.Seed;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import org.HdrHistogram.Histogram;

/**
 * Signed webhooks at a steady rate, whatever becomes of them, and the time from when each was due to be sent until the user whose ramp it is has
 * seen the change in an open stream.
 */
final class River implements Load {
    static final int USERS = 100;

    /** Fewer would get their next webhook before the last one has gone through. */
    private static final int RAMPS_MIN = 200;

    /** In a flood, so many times as many webhooks as in a measurement. */
    static final int FLOOD_TIMES = 4;

    private static final int CONNECTIONS = 16;
    private static final Duration LAST_WITHIN = Duration.ofSeconds(15);
    private static final long LATENCY_MAX_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Pattern WHICH = Pattern.compile("\"rampId\":\"([0-9a-f-]{36})\".*?\"sequence\":([0-9]+)");

    private final Seed seed;
    private final HttpClient client;
    private final Mac mac;
    private final Listeners listeners;
    private final int perSecond;
    private long group;

    /**
     * @param ingestPort of webhook-ingest
     * @param listeners one of each of {@link #USERS}, and what they hear is wanted
     */
    River(Vertx vertx, Seed seed, int ingestPort, String secret, Listeners listeners, int perSecond) {
        this.seed = seed;
        var options = new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(ingestPort);
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.mac = Signature.macWith(secret.getBytes(StandardCharsets.UTF_8));
        this.listeners = listeners;
        this.perSecond = perSecond;
    }

    private record Webhook(Buffer body, String signature) {}

    @Override
    public Turn prepare(int connections, int threads, Duration length, int requests) {
        return prepare(length, perSecond);
    }

    /** Several times as many webhooks as in a measurement, and then the time that it takes until they have gone through. */
    Turn flood(Duration length) {
        return prepare(length, FLOOD_TIMES * perSecond);
    }

    private Turn prepare(Duration length, int rate) {
        int count = (int) (rate * length.toMillis() / 1000);
        int ramps = Math.max(Math.ceilDiv(count, RampWebhook.STEPS), Math.min(RAMPS_MIN, count));
        String prefix = "river-%d-".formatted(++group);
        seed.ramps(prefix, group, ramps, USERS);
        List<Webhook> webhooks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String body = RampWebhook.body(UUID.randomUUID().toString(), prefix + (i % ramps + 1), i / ramps);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            webhooks.add(new Webhook(Buffer.buffer(bytes), HexFormat.of().formatHex(mac.doFinal(bytes))));
        }
        var run = new Run(group, ramps, webhooks, TimeUnit.SECONDS.toNanos(1) / rate);
        return new Turn() {
            @Override
            public LoadResult run() {
                return run.run();
            }

            @Override
            public void close() {}
        };
    }

    /** The webhooks of one measurement, first the first of each ramp, then the second of each, and so on. */
    private final class Run {
        private final long group;
        private final int ramps;
        private final List<Webhook> webhooks;
        private final AtomicInteger refused = new AtomicInteger();
        private final Histogram latencies = new Histogram(LATENCY_MAX_NANOS, 3);
        private final long everyNanos;
        private final boolean[] seen;
        private long began;
        private long lastSeen;

        Run(long group, int ramps, List<Webhook> webhooks, long everyNanos) {
            this.group = group;
            this.ramps = ramps;
            this.webhooks = webhooks;
            this.everyNanos = everyNanos;
            this.seen = new boolean[webhooks.size()];
        }

        LoadResult run() {
            listeners.onEvent((_, _, data) -> heard(data));
            began = System.nanoTime();
            lastSeen = began;
            long patience = due(webhooks.size()) + LAST_WITHIN.toNanos();
            int sent = 0;
            while (latencies.getTotalCount() < webhooks.size() && System.nanoTime() < patience) {
                while (sent < webhooks.size() && due(sent) <= System.nanoTime()) {
                    send(webhooks.get(sent++));
                }
                long pause = sent < webhooks.size() ? due(sent) - System.nanoTime() : everyNanos;
                listeners.hear(Duration.ofNanos(Math.max(0, pause)));
            }
            long missing = webhooks.size() - latencies.getTotalCount();
            return new LoadResult(
                    latencies.getTotalCount(),
                    missing,
                    Duration.ofNanos(Math.max(1, lastSeen - began)),
                    latencies,
                    missing == 0
                            ? Optional.empty()
                            : Optional.of("%d changes were not seen, %d webhooks not taken in"
                                    .formatted(missing, refused.get())));
        }

        private long due(int webhook) {
            return began + webhook * everyNanos;
        }

        private void send(Webhook webhook) {
            client.request(HttpMethod.POST, "/webhooks/killb")
                    .compose(request -> request.putHeader(Signature.HEADER, webhook.signature())
                            .putHeader("Content-Type", "application/json")
                            .send(webhook.body()))
                    .compose(response -> response.body().map(response.statusCode()))
                    .onComplete(answer -> {
                        if (answer.failed() || answer.result() / 100 != 2) {
                            refused.incrementAndGet();
                        }
                    });
        }

        private void heard(String notice) {
            Matcher which = WHICH.matcher(notice);
            if (!which.find()) {
                return;
            }
            UUID ramp = UUID.fromString(which.group(1));
            int step = Integer.parseInt(which.group(2)) - RampWebhook.FIRST_SEQUENCE;
            if (ramp.getMostSignificantBits() == group) {
                int webhook = step * ramps + (int) ramp.getLeastSignificantBits() - 1;
                if (!seen[webhook]) {
                    seen[webhook] = true;
                    lastSeen = System.nanoTime();
                    latencies.recordValue(Math.min(LATENCY_MAX_NANOS, lastSeen - due(webhook)));
                }
            }
        }
    }
}
