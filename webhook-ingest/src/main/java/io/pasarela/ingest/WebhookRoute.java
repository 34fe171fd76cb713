package io.pasarela.ingest;

import io.pasarela.ingest.WebhookCounts.Outcome;
import io.pasarela.ingest.door.Bodies;
import io.pasarela.ingest.door.Bodies.Arrival;
import io.pasarela.ingest.door.RateLimits;
import io.pasarela.ingest.door.SourceAddress;
import io.pasarela.ingest.provider.WebhookProvider;
import io.pasarela.ingest.provider.WebhookProviders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
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

    void register(@Observes Router router) {
        router.route(HttpMethod.POST, "/webhooks/:provider").handler(this::receive);
        router.route("/webhooks/:provider").handler(Answers::onlyPost);
    }

    private void receive(RoutingContext context) {
        InetAddress address = addresses.of(context.request());
        WebhookProvider provider = providers.find(context.pathParam("provider"));
        var wait = limits.secondsToWait(address);
        if (wait.succeeded()) {
            admit(context, provider, address, wait.result());
        } else {
            context.request().pause();
            wait.onSuccess(seconds -> {
                context.request().resume();
                admit(context, provider, address, seconds);
            });
        }
    }

    private void admit(
            RoutingContext context, @Nullable WebhookProvider provider, InetAddress address, long waitSeconds) {
        if (waitSeconds > 0) {
            security.suspicious(provider == null ? NOBODY : provider.name(), "FLOOD", address);
            Answers.tooMany(context, waitSeconds);
        } else if (provider == null) {
            security.suspicious(NOBODY, "UNKNOWN_PROVIDER", address);
            Answers.unknownProvider(context);
        } else if (!provider.mayCallFrom(address)) {
            security.suspicious(provider.name(), "ADDRESS_NOT_ALLOWED", address);
            Answers.notFromHere(context);
        } else {
            bodies.read(context.request(), address, arrival -> arrived(context, provider, address, arrival));
        }
    }

    private void arrived(RoutingContext context, WebhookProvider provider, InetAddress address, Arrival arrival) {
        if (arrival instanceof Arrival.Complete(byte[] body)) {
            try {
                reception.receive(context, provider, address, body);
            } catch (RuntimeException e) {
                // Never the sender's fault, so it must come again.
                LOG.errorf(
                        "a webhook of %s could not be handled: %s",
                        provider.name(), e.getClass().getName());
                Answers.tryAgain(context);
            }
            return;
        }
        counts.count(provider.name(), Outcome.NOT_READ);
        switch (arrival) {
            case Arrival.TooLarge _ -> {
                security.suspicious(provider.name(), "BODY_TOO_LARGE", address);
                Answers.tooLarge(context, bodies.lengthMax());
            }
            case Arrival.TooSlow _ -> {
                security.suspicious(provider.name(), "BODY_TOO_SLOW", address);
                Answers.tooSlow(context);
            }
            case Arrival.Compressed _ -> Answers.compressed(context);
            case Arrival.TooMany _ -> Answers.tryAgain(context);
            case Arrival.HalfSent _, Arrival.Complete _ -> {}
        }
    }
}
