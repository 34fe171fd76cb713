package io.pasarela.ingest;

import io.pasarela.ingest.door.Deadlines;
import io.pasarela.ingest.provider.WebhookProvider;
import io.pasarela.ingest.store.Publication.Outcome;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whoever sent a webhook and waits for what becomes of it. It is answered once and on its own event loop: when its webhook's fate is told,
 * or when that takes too long. A sender that was answered is not held any longer, although Kafka may still be at work on its webhook.
 */
final class Sender implements Consumer<Outcome>, Deadlines.Waiting {

    /** Answers. */
    interface Desk {
        void answer(Sender sender, HttpServerRequest request, Outcome outcome);
    }

    private final Lane lane;
    private final WebhookProvider provider;
    private final InetAddress address;
    private final Desk desk;
    private final long since = System.nanoTime();
    private @Nullable HttpServerRequest request;

    Sender(HttpServerRequest request, Lane lane, WebhookProvider provider, InetAddress address, Desk desk) {
        this.request = request;
        this.lane = lane;
        this.provider = provider;
        this.address = address;
        this.desk = desk;
    }

    Lane lane() {
        return lane;
    }

    WebhookProvider provider() {
        return provider;
    }

    InetAddress address() {
        return address;
    }

    /** When its webhook's body was there, in nanoseconds of {@link System#nanoTime()}. */
    long since() {
        return since;
    }

    /** From now on it is answered in time. */
    void waits() {
        lane.deadlines().add(this);
    }

    /** Its webhook's fate, from whichever thread. */
    @Override
    public void accept(Outcome outcome) {
        lane.run(() -> answer(outcome));
    }

    @Override
    public long due() {
        return since + provider.acknowledgeWithin().toNanos();
    }

    @Override
    public boolean isOver() {
        return request == null;
    }

    @Override
    public void late() {
        answer(Outcome.UNAVAILABLE);
    }

    private void answer(Outcome outcome) {
        HttpServerRequest waiting = request;
        if (waiting != null) {
            request = null;
            desk.answer(this, waiting, outcome);
        }
    }
}
