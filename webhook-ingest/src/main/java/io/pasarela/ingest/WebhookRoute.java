package io.pasarela.ingest;

import io.pasarela.providers.Providers;
import io.pasarela.providers.WebhookDecoder;
import io.pasarela.providers.WebhookVerifier;
import io.pasarela.providers.WebhookVerifier.Verdict;
import io.pasarela.providers.WebhookVerifier.Webhook;
import io.quarkus.vertx.web.Route;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Verify, publish, acknowledge, in that order. */
@ApplicationScoped
class WebhookRoute {

    /** Suspicious activity, for whoever watches for it. Never a secret, never a body. */
    private static final Logger SECURITY = Logger.getLogger("io.pasarela.security");

    private static final Logger LOG = Logger.getLogger(WebhookRoute.class);

    private final Providers providers;
    private final WebhookTopic topic;
    private final WebhookCounts counts;

    WebhookRoute(Providers providers, WebhookTopic topic, WebhookCounts counts) {
        this.providers = providers;
        this.topic = topic;
        this.counts = counts;
    }

    @Route(path = "/webhooks/:provider", methods = Route.HttpMethod.POST)
    void receive(RoutingContext context) {
        String provider = context.pathParam("provider");
        Optional<WebhookVerifier> verifier = providers.find(provider, WebhookVerifier.class);
        if (verifier.isEmpty()) {
            Answers.unknownProvider(context);
            return;
        }
        Buffer buffer = context.body().buffer();
        byte[] body = buffer == null ? new byte[0] : buffer.getBytes();
        switch (verifier.get().verify(new Webhook(context.request().headers()::getAll, body))) {
            case Verdict.Forged forged -> refuse(context, provider, forged);
            case Verdict.Genuine genuine -> publish(context, provider, body, genuine);
        }
    }

    private void refuse(RoutingContext context, String provider, Verdict.Forged forged) {
        counts.refused(provider, forged.reason());
        SECURITY.warnf(
                "webhook refused: provider=%s reason=%s remote=%s",
                provider, forged.reason(), context.request().remoteAddress().hostAddress());
        Answers.notGenuine(context);
    }

    private void publish(RoutingContext context, String provider, byte[] body, Verdict.Genuine genuine) {
        var envelope = providers.get(provider, WebhookDecoder.class).envelope(body);
        topic.publish(provider, envelope, body, genuine)
                .subscribe()
                .with(
                        _ -> {
                            counts.published(provider);
                            Answers.received(context);
                        },
                        failure -> {
                            counts.unavailable(provider);
                            LOG.warnf("webhook of %s not acknowledged by Kafka: %s", provider, failure.toString());
                            Answers.tryAgain(context);
                        });
    }
}
