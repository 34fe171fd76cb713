package io.pasarela.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of webhook-ingest that are the same for all providers. What differs between them: {@code ProviderConfig}. */
@ConfigMapping(prefix = "pasarela.ingest")
public interface IngestConfig {

    /** Where the service listens. */
    @WithDefault("${quarkus.http.host}")
    String host();

    /** The port on which it listens. */
    @WithDefault("${quarkus.http.port}")
    int port();

    /** Connections that may be open at once; one more is hung up on. */
    @WithDefault("10000")
    int maxConnections();

    /** How long a connection may take from one request's headers to the next ones before it is hung up on; what is under way is finished. */
    @WithDefault("15S")
    Duration idleTimeout();

    /** Largest body that is read. A larger one is answered 413 before it has been read. */
    @WithDefault("1M")
    MemorySize maxBodySize();

    /** How long a body may take to arrive. A slower one is answered 408 and hung up on. */
    @WithDefault("10S")
    Duration bodyWithin();

    /** Bodies that may be arriving at once, all together. Beyond, the answer is 503. */
    @WithDefault("64M")
    MemorySize maxBodiesAtOnce();

    /** Records that may wait for Kafka at once, all together. Beyond, the answer is 503. */
    @WithDefault("32M")
    MemorySize maxWaitingForKafka();

    /** Where duplicates and rates are remembered for all replicas: {@code redis://}, {@code rediss://} or {@code redis-sentinel://}. */
    URI redis();

    /** How long an event id is remembered. Longer than any provider's retries: the longest documented are Wise's two weeks. */
    @WithDefault("15D")
    Duration rememberFor();

    /** The header in which the proxies in front of us write whom they speak for: {@code Forwarded} or {@code X-Forwarded-For}. */
    @WithDefault("Forwarded")
    String forwardedHeader();

    /** Addresses and networks (CIDR) of these proxies. Nobody else is believed. */
    Optional<List<String>> trustedProxies();

    /** How much one address may send, whatever it sends. */
    RateLimits rateLimits();

    /** Rates that all replicas share. */
    interface RateLimits {

        /** Whether rates are limited at all. */
        @WithDefault("true")
        boolean enabled();

        /** Requests per second that one address may go on sending. Verifying that many costs about a twentieth of a core. */
        @WithDefault("5000")
        long perAddress();

        /** Requests that one address may send at once after a rest: the backlog of a provider that was down. */
        @WithDefault("50000")
        long perAddressBurst();
    }
}
