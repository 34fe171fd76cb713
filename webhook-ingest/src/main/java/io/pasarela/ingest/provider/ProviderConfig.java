package io.pasarela.ingest.provider;

import io.pasarela.providers.webhook.SchemeDescriptor;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may call us and how they sign. A provider's name is the last part of its path, {@code /webhooks/{name}}. */
@ConfigMapping(prefix = "pasarela")
interface ProviderConfig {

    /** Providers by name. */
    Map<String, Provider> webhooks();

    /** Signature schemes by name. The ready-made ones come with module providers; further ones are configuration too. */
    Map<String, SchemeDescriptor> webhookSchemes();

    /** {@code production} or {@code sandbox}; production refuses weak keys. */
    @WithDefault("production")
    String mode();

    /** One provider. */
    interface Provider {

        /** Name of its signature scheme. */
        String scheme();

        /** Its keys by id, for keys that come from the environment. */
        Map<String, Key> keys();

        /**
         * A folder with a key per file, named by the key's id, for keys that are mounted. Files {@code {id}.not-before} and {@code
         * {id}.not-after} (RFC 3339 instants) say from when to when a key counts. Read again every two seconds.
         */
        Optional<Path> keyDirectory();

        /** What {@code {parameter:…}} of the scheme stands for. */
        Map<String, String> parameters();

        /** How long Kafka may take to acknowledge before the provider is told to deliver again. */
        @WithDefault("3500MS")
        Duration acknowledgeWithin();

        /** The only addresses and networks (CIDR) that may call as this provider; absent: any may. */
        Optional<List<String>> allowedAddresses();

        /** Genuine webhooks per second that are taken. */
        @WithDefault("5000")
        long rateLimit();

        /** Genuine webhooks that are taken at once after a rest. */
        @WithDefault("50000")
        long rateLimitBurst();
    }

    /** One key. */
    interface Key {

        /** The key, written as its scheme wants it. */
        String value();

        /** First instant at which it counts (RFC 3339). */
        Optional<Instant> notBefore();

        /** Last instant at which it counts (RFC 3339). */
        Optional<Instant> notAfter();
    }
}
