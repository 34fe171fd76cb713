package io.pasarela.service;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Errors are told to Sentry where {@code quarkus.log.sentry.dsn} (environment: {@code QUARKUS_LOG_SENTRY_DSN}) says where it is, and nowhere else: that
 * one setting switches it on. A log line of level ERROR is an event; warnings before it come along.
 */
public final class SentryByDsn implements ConfigSourceFactory {

    private static final String DSN = "quarkus.log.sentry.dsn";

    /** Below an application's own properties, which may say otherwise. */
    private static final int ORDINAL = 100;

    private static final Map<String, String> SWITCHED_ON = Map.of(
            "quarkus.log.sentry.enabled", "true",
            "quarkus.log.sentry.level", "WARN",
            "quarkus.log.sentry.minimum-event-level", "ERROR",
            "quarkus.log.sentry.minimum-breadcrumb-level", "WARN",
            "quarkus.log.sentry.in-app-packages", "io.pasarela",
            "quarkus.log.sentry.context-tags", "traceId,rampId",
            // It would write the DSN, which lets whoever reads it write to Sentry, into the log.
            "quarkus.log.category.\"io.quarkus.logging.sentry\".level", "WARN");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        String dsn = context.getValue(DSN).getValue();
        return dsn == null || dsn.isBlank()
                ? List.of()
                : List.of(new PropertiesConfigSource(SWITCHED_ON, "Sentry by its DSN", ORDINAL));
    }
}
