package io.pasarela.sandbox.killb;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running simulator. Start it from an ordinary thread, not from an event loop: starting waits. */
public final class KillbSimulator implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final Vertx vertx;
    private final String deployment;
    private final SimulatorVerticle verticle;

    private KillbSimulator(Vertx vertx, String deployment, SimulatorVerticle verticle) {
        this.vertx = vertx;
        this.deployment = deployment;
        this.verticle = verticle;
    }

    /**
     * Returns when it listens.
     *
     * @throws IllegalStateException when it cannot listen, for instance because the port is taken
     */
    public static KillbSimulator start(Vertx vertx, KillbSettings settings) {
        return start(vertx, settings, InstantSource.system());
    }

    /** With a clock of the caller's, for tests. */
    static KillbSimulator start(Vertx vertx, KillbSettings settings, InstantSource time) {
        SimulatorVerticle verticle = new SimulatorVerticle(settings, time);
        String deployment = await(vertx.deployVerticle(verticle), "start on port " + settings.port());
        return new KillbSimulator(vertx, deployment, verticle);
    }

    /** Scheme, host and port; KillB's API is under {@code /api/v2}, the control API under {@code /_sim}. */
    public URI baseUri() {
        return URI.create(verticle.baseUri());
    }

    /** Closes the port; what was planned does not happen any more. */
    @Override
    public void close() {
        await(vertx.undeploy(deployment), "stop");
    }

    private static <T> T await(Future<T> future, String what) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The KillB simulator could not " + what, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the KillB simulator was to " + what, e);
        }
    }
}
