package io.pasarela.ingest;

import io.pasarela.ingest.door.RateLimits;
import io.pasarela.ingest.provider.WebhookProvider;
import io.pasarela.ingest.store.FewPerSecond;
import io.pasarela.ingest.store.Publication;
import io.pasarela.ingest.store.Received;
import io.pasarela.providers.webhook.Verdict;
import io.pasarela.providers.webhook.Webhook;
import io.pasarela.providers.webhook.WebhookKey;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** A webhook is verified, published, acknowledged, in that order; nothing else happens before the provider gets its 2xx. */
@Singleton
class Reception {

    private static final Logger LOG = Logger.getLogger(Reception.class);

    private static final int CONTENT_TYPE_LENGTH_MAX = 128;

    private final Publication publication;
    private final RateLimits limits;
    private final Refusals refusals;
    private final FewPerSecond told = new FewPerSecond();
    private final SecurityLog security;
    private final WebhookCounts counts;
    private final Vertx vertx;

    Reception(
            Publication publication,
            RateLimits limits,
            Refusals refusals,
            SecurityLog security,
            WebhookCounts counts,
            Vertx vertx) {
        this.refusals = refusals;
        this.publication = publication;
        this.limits = limits;
        this.security = security;
        this.counts = counts;
        this.vertx = vertx;
    }

    /** On the request's own event loop. */
    void receive(RoutingContext context, WebhookProvider provider, InetAddress address, byte[] body) {
        long started = System.nanoTime();
        Instant now = Instant.now();
        List<WebhookKey> keys = provider.keys(now);
        if (keys.isEmpty()) {
            // Not the sender's fault, so it must come again.
            if (told.admit() >= 0) {
                LOG.errorf("no key of %s counts now: its webhooks cannot be verified", provider.name());
            }
            unavailable(context, provider);
            return;
        }
        Webhook webhook = new Webhook(context.request().headers()::getAll, body);
        switch (provider.scheme().verify(webhook, keys, now)) {
            case Verdict.Forged(Verdict.Reason reason) -> refuse(context, provider, address, reason, started);
            case Verdict.Genuine genuine -> {
                var wait = limits.secondsToWait(provider);
                Runnable then = () -> {
                    if (wait.result() == 0) {
                        publish(context, provider, address, webhook, genuine, started, now);
                    } else {
                        security.suspicious(provider.name(), "FLOOD_OF_GENUINE", address);
                        counts.count(provider.name(), WebhookCounts.Outcome.RATE_LIMITED);
                        Answers.tooMany(context, wait.result());
                    }
                };
                if (wait.succeeded()) {
                    then.run();
                } else {
                    wait.onSuccess(_ -> then.run());
                }
            }
        }
    }

    private void refuse(
            RoutingContext context,
            WebhookProvider provider,
            InetAddress address,
            Verdict.Reason reason,
            long started) {
        counts.count(provider.name(), WebhookCounts.Outcome.REFUSED);
        security.suspicious(provider.name(), reason.name(), address);
        refusals.add(context, started);
    }

    private void publish(
            RoutingContext context,
            WebhookProvider provider,
            InetAddress address,
            Webhook webhook,
            Verdict.Genuine genuine,
            long started,
            Instant now) {
        var received = new Received(
                provider.name(),
                provider.scheme().envelope(webhook),
                genuine,
                contentType(context),
                webhook.body(),
                provider.scheme().bodyChanges(),
                now,
                now.plus(provider.acknowledgeWithin()));
        Context loop = vertx.getOrCreateContext();
        // Whichever comes first answers, both on this request's event loop. Who was answered is not held any longer.
        AtomicReference<RoutingContext> waiting = new AtomicReference<>(context);
        long timer = vertx.setTimer(provider.acknowledgeWithin().toMillis(), _ -> {
            if (waiting.getAndSet(null) != null) {
                unavailable(context, provider);
            }
        });
        publication.publish(received).thenAccept(outcome -> {
            if (waiting.get() != null) {
                loop.runOnContext(_ -> {
                    RoutingContext sender = waiting.getAndSet(null);
                    if (sender != null) {
                        vertx.cancelTimer(timer);
                        answer(sender, provider, address, outcome, started);
                    }
                });
            }
        });
    }

    private void answer(
            RoutingContext context,
            WebhookProvider provider,
            InetAddress address,
            Publication.Outcome outcome,
            long started) {
        switch (outcome) {
            case PUBLISHED -> {
                counts.count(provider.name(), WebhookCounts.Outcome.PUBLISHED);
                counts.acknowledged(provider.name(), System.nanoTime() - started);
                Answers.received(context);
            }
            case DUPLICATE -> {
                counts.count(provider.name(), WebhookCounts.Outcome.DUPLICATE);
                Answers.received(context);
            }
            case DUPLICATE_OF_OTHER_BODY -> {
                counts.count(provider.name(), WebhookCounts.Outcome.DUPLICATE);
                security.suspicious(provider.name(), "EVENT_ID_REUSED", address);
                Answers.received(context);
            }
            case UNAVAILABLE -> unavailable(context, provider);
        }
    }

    private void unavailable(RoutingContext context, WebhookProvider provider) {
        counts.count(provider.name(), WebhookCounts.Outcome.UNAVAILABLE);
        Answers.tryAgain(context);
    }

    private static String contentType(RoutingContext context) {
        String type = context.request().getHeader("Content-Type");
        return type == null || type.isEmpty() || type.length() > CONTENT_TYPE_LENGTH_MAX ? "application/json" : type;
    }
}
