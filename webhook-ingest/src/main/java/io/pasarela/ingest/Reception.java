package io.pasarela.ingest;

import io.pasarela.ingest.door.RateLimits;
import io.pasarela.ingest.provider.WebhookProvider;
import io.pasarela.ingest.store.FewPerSecond;
import io.pasarela.ingest.store.Publication;
import io.pasarela.ingest.store.Received;
import io.pasarela.providers.webhook.Verdict;
import io.pasarela.providers.webhook.Webhook;
import io.pasarela.providers.webhook.WebhookKey;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
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

    Reception(
            Publication publication, RateLimits limits, Refusals refusals, SecurityLog security, WebhookCounts counts) {
        this.refusals = refusals;
        this.publication = publication;
        this.limits = limits;
        this.security = security;
        this.counts = counts;
    }

    /** On the request's own event loop. */
    void receive(HttpServerRequest request, Lane lane, WebhookProvider provider, InetAddress address, byte[] body) {
        Sender sender = new Sender(request, lane, provider, address, this::answer);
        Instant now = Instant.now();
        List<WebhookKey> keys = provider.keys(now);
        if (keys.isEmpty()) {
            // Not the sender's fault, so it must come again.
            if (told.admit() >= 0) {
                LOG.errorf("no key of %s counts now: its webhooks cannot be verified", provider.name());
            }
            unavailable(request, provider);
            return;
        }
        Webhook webhook = new Webhook(request.headers()::getAll, body);
        switch (provider.scheme().verify(webhook, keys, now)) {
            case Verdict.Forged(Verdict.Reason reason) -> refuse(sender, request, reason);
            case Verdict.Genuine genuine -> {
                var wait = limits.secondsToWait(provider);
                Runnable then = () -> {
                    if (wait.result() == 0) {
                        publish(sender, request, webhook, genuine, now);
                    } else {
                        security.suspicious(provider.name(), "FLOOD_OF_GENUINE", address);
                        counts.count(provider.name(), WebhookCounts.Outcome.RATE_LIMITED);
                        Answers.tooMany(request, wait.result());
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

    private void refuse(Sender sender, HttpServerRequest request, Verdict.Reason reason) {
        String provider = sender.provider().name();
        counts.count(provider, WebhookCounts.Outcome.REFUSED);
        security.suspicious(provider, reason.name(), sender.address());
        refusals.add(request, sender.lane(), sender.since());
    }

    private void publish(
            Sender sender, HttpServerRequest request, Webhook webhook, Verdict.Genuine genuine, Instant now) {
        WebhookProvider provider = sender.provider();
        var received = new Received(
                provider.name(),
                provider.scheme().envelope(webhook),
                genuine,
                contentType(request),
                webhook.body(),
                provider.scheme().bodyChanges(),
                now,
                now.plus(provider.acknowledgeWithin()));
        sender.waits();
        publication.publish(received, sender);
    }

    private void answer(Sender sender, HttpServerRequest request, Publication.Outcome outcome) {
        String provider = sender.provider().name();
        switch (outcome) {
            case PUBLISHED -> {
                counts.published(provider, System.nanoTime() - sender.since());
                Answers.received(request);
            }
            case DUPLICATE -> {
                counts.count(provider, WebhookCounts.Outcome.DUPLICATE);
                Answers.received(request);
            }
            case DUPLICATE_OF_OTHER_BODY -> {
                counts.count(provider, WebhookCounts.Outcome.DUPLICATE);
                security.suspicious(provider, "EVENT_ID_REUSED", sender.address());
                Answers.received(request);
            }
            case UNAVAILABLE -> unavailable(request, sender.provider());
        }
    }

    private void unavailable(HttpServerRequest request, WebhookProvider provider) {
        counts.count(provider.name(), WebhookCounts.Outcome.UNAVAILABLE);
        Answers.tryAgain(request);
    }

    private static String contentType(HttpServerRequest request) {
        String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type == null || type.isEmpty() || type.length() > CONTENT_TYPE_LENGTH_MAX ? "application/json" : type;
    }
}
