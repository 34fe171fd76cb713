package io.pasarela.sandbox.killb;

import io.pasarela.sandbox.killb.webhook.Subscription;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Promise;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds the port over resets: a reset puts a new world behind it. One verticle, so everything runs on one event loop. */
final class SimulatorVerticle extends AbstractVerticle {
    private final KillbSettings settings;
    private final InstantSource time;
    private @Nullable World world;
    private volatile int port;

    SimulatorVerticle(KillbSettings settings, InstantSource time) {
        this.settings = settings;
        this.time = time;
    }

    @Override
    public void start(Promise<Void> started) {
        WebClient client = WebClient.create(vertx, new WebClientOptions().setMaxPoolSize(64));
        newWorld(client, null);
        vertx.createHttpServer()
                .requestHandler(request -> world().router().handle(request))
                .listen(settings.port(), settings.host())
                .onSuccess(server -> port = server.actualPort())
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void newWorld(WebClient client, @Nullable Subscription subscription) {
        World fresh = new World(vertx, settings, time, client, new World.Surroundings(this::baseUri, subscription));
        new ControlApi(fresh, keep -> reset(client, keep)).routes();
        world = fresh;
    }

    private void reset(WebClient client, boolean keepWebhook) {
        World old = world();
        old.run().end();
        newWorld(client, keepWebhook ? old.webhooks().subscription() : null);
    }

    private World world() {
        return Objects.requireNonNull(world, "started");
    }

    String baseUri() {
        return "http://" + settings.host() + ":" + port;
    }

    @Override
    public void stop() {
        world().run().end();
    }
}
