package io.pasarela.notification.email;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether the way to the relay is encrypted for certain. */
@ApplicationScoped
class SmtpSettings {

    private final boolean tls;
    private final String startTls;

    SmtpSettings(
            @ConfigProperty(name = "quarkus.mailer.tls", defaultValue = "false") boolean tls,
            @ConfigProperty(name = "quarkus.mailer.start-tls", defaultValue = "OPTIONAL") String startTls) {
        this.tls = tls;
        this.startTls = startTls;
    }

    boolean isEncrypted() {
        return tls || startTls.equals("REQUIRED");
    }
}
