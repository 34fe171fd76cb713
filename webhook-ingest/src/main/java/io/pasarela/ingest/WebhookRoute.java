package io.pasarela.ingest;

import io.pasarela.ingest.WebhookCounts.Outcome;
import io.pasarela.ingest.door.Bodies;
import io.pasarela.ingest.door.Bodies.Arrival;
import io.pasarela.ingest.door.RateLimits;
import io.pasarela.ingest.door.SourceAddress;
import io.pasarela.ingest.provider.WebhookProvider;
import io.pasarela.ingest.provider.WebhookProviders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /webhooks/{provider}}, up to the moment at which the raw body is there. What can be refused without it is refused without
 * it; what becomes of it then is {@link Reception}'s.
 */
@Singleton
class WebhookRoute {

    private static final Logger LOG = Logger.getLogger(WebhookRoute.class);

    /** The label of whoever calls as nobody we know. */
    private static final String NOBODY = "unknown";

    private final WebhookProviders providers;
    private final SourceAddress addresses;
    private final RateLimits limits;
    private final Bodies bodies;
    private final Reception reception;
    private final SecurityLog security;
    private final WebhookCounts counts;

    WebhookRoute(
            WebhookProviders providers,
            SourceAddress addresses,
            RateLimits limits,
            Bodies bodies,
            Reception reception,
            SecurityLog security,
            WebhookCounts counts) {
        this.providers = providers;
        this.addresses = addresses;
        this.limits = limits;
        this.bodies = bodies;
        this.reception = reception;
        this.security = security;
        this.counts = counts;
    }

    /**
     * @param peer whoever is at the other end of the connection
     * @param name the last part of the path
     */
    void receive(HttpServerRequest request, InetAddress peer, String name, Lane lane) {
        InetAddress address = addresses.of(peer, request.headers());
        WebhookProvider provider = providers.find(name);
        var wait = limits.secondsToWait(address);
        if (wait.succeeded()) {
            admit(request, lane, provider, address, wait.result());
        } else {
            request.pause();
            wait.onSuccess(seconds -> {
                request.resume();
                admit(request, lane, provider, address, seconds);
            });
        }
    }

    private void admit(
            HttpServerRequest request,
            Lane lane,
            @Nullable WebhookProvider provider,
            InetAddress address,
            long waitSeconds) {
        if (waitSeconds > 0) {
            security.suspicious(provider == null ? NOBODY : provider.name(), "FLOOD", address);
            Answers.tooMany(request, waitSeconds);
        } else if (provider == null) {
            security.suspicious(NOBODY, "UNKNOWN_PROVIDER", address);
            Answers.unknownProvider(request);
        } else if (!provider.mayCallFrom(address)) {
            security.suspicious(provider.name(), "ADDRESS_NOT_ALLOWED", address);
            Answers.notFromHere(request);
        } else {
            bodies.read(
                    request, address, lane.deadlines(), arrival -> arrived(request, lane, provider, address, arrival));
        }
    }

    private void arrived(
            HttpServerRequest request, Lane lane, WebhookProvider provider, InetAddress address, Arrival arrival) {
        if (arrival instanceof Arrival.Complete(byte[] body)) {
            try {
                reception.receive(request, lane, provider, address, body);
            } catch (RuntimeException e) {
                // Never the sender's fault, so it must come again.
                LOG.errorf(
                        "a webhook of %s could not be handled: %s",
                        provider.name(), e.getClass().getName());
                Answers.tryAgain(request);
            }
            return;
        }
        counts.count(provider.name(), Outcome.NOT_READ);
        switch (arrival) {
            case Arrival.TooLarge _ -> {
                security.suspicious(provider.name(), "BODY_TOO_LARGE", address);
                Answers.tooLarge(request, bodies.lengthMax());
            }
            case Arrival.TooSlow _ -> {
                security.suspicious(provider.name(), "BODY_TOO_SLOW", address);
                Answers.tooSlow(request);
            }
            case Arrival.Compressed _ -> Answers.compressed(request);
            case Arrival.TooMany _ -> Answers.tryAgain(request);
            case Arrival.HalfSent _, Arrival.Complete _ -> {}
        }
    }
}
