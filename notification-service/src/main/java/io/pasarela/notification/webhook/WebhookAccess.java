package io.pasarela.notification.webhook;

import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;

/** Who may do something with webhook endpoints: the client itself, while the channel is on. */
@RequestScoped
class WebhookAccess {

    private final Callers callers;
    private final WebhookConfig config;

    WebhookAccess(Callers callers, WebhookConfig config) {
        this.callers = callers;
        this.config = config;
    }

    String client() {
        Caller caller = callers.current();
        if (caller.endUser().isPresent()) {
            throw ProblemException.of(
                    ProblemCode.FORBIDDEN, "Webhook endpoints are the client's own; use its own token.");
        }
        if (!config.enabled()) {
            throw ProblemException.of(ProblemCode.NOT_FOUND, "Webhooks are switched off in this installation.");
        }
        return caller.client();
    }

    static UUID id(String text) {
        return Faults.uuid(text).orElseThrow(WebhookAccess::unknown);
    }

    static ProblemException unknown() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "There is no webhook endpoint with this id.");
    }
}
