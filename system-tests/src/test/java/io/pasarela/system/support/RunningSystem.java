package io.pasarela.system.support;

import io.pasarela.sandbox.Progress;
import io.pasarela.sandbox.Sandbox;
import io.pasarela.sandbox.SandboxOptions;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.sandbox.issuer.TokenIssuer;
import io.pasarela.sandbox.killb.KillbSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The same system as {@code ./pasarela up} starts, on free ports and with data of its own; one for all tests of a run. The simulated
 * customer pays only when told to, and the ramp then moves quickly.
 * The two services that call the provider are impatient; all trace.
 */
public final class RunningSystem {

    private static final Map<String, String> IMPATIENT = Map.ofEntries(
            Map.entry("PASARELA_PROVIDERS_KILLB_TIMEOUT", "2S"),
            Map.entry("PASARELA_PROVIDERS_KILLB_RATE_PER_SECOND", "500"),
            Map.entry("PASARELA_PROVIDERS_KILLB_RATE_BURST", "1000"),
            Map.entry("PASARELA_PROVIDERS_CALLS_BUDGET", "3S"),
            Map.entry("PASARELA_PROVIDERS_CALLS_TRY_TIMEOUT", "1S"),
            Map.entry("PASARELA_PROVIDERS_CALLS_BREAKER_OPEN_FOR", "1S"),
            Map.entry("PASARELA_QUOTE_PROCESSING_REFRESH", "100MS"),
            Map.entry("PASARELA_RAMP_CHECKS_UNCERTAIN", "1S,1S,2S"),
            Map.entry("PASARELA_RAMP_CHECKS_SENDER_LEASE", "5S"),
            // Whoever is killed while it asks holds its ramps for that long; a look's calls take less.
            Map.entry("PASARELA_RAMP_CHECKS_LEASE", "10S"),
            Map.entry("PASARELA_RAMP_DEPOSITS_EXPIRE_AFTER_SOLANA", "1S"),
            Map.entry("PASARELA_RAMP_DEPOSITS_EVERY", "1S"),
            Map.entry("QUARKUS_OTEL_SDK_DISABLED", "false"));

    private static final Map<String, String> TRACING = Map.of("QUARKUS_OTEL_SDK_DISABLED", "false");

    private static final RunningSystem INSTANCE = new RunningSystem();

    private final Sandbox sandbox;

    private RunningSystem() {
        KillbSettings killb = KillbSettings.DEFAULT
                .with("automaticPayment", false)
                .with("paymentDelayMs", 200)
                .with("stepMs", 60)
                .with("requestsPerSecond", 1000)
                .with("burst", 2000)
                .with("retryScheduleMs", List.of(500, 1000, 2000, 4000, 8000));
        sandbox = Sandbox.start(
                SandboxOptions.forTests(SandboxOptions.enclosingCheckout())
                        .withKillb(killb)
                        .withEnvironment(Map.of(
                                "ramp-service",
                                IMPATIENT,
                                "quote-service",
                                IMPATIENT,
                                "webhook-ingest",
                                TRACING,
                                "notification-service",
                                TRACING)),
                Progress.SILENT);
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
    }

    public static RunningSystem get() {
        return INSTANCE;
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public Simulator simulator() {
        return new Simulator(sandbox.simulatorUri());
    }

    /** All metrics of a service, as Prometheus reads them. */
    public String metrics(String service) {
        return told(service, "/q/metrics");
    }

    /** What a service says of itself under this path, past the front door. */
    public String told(String service, String path) {
        try (var http = HttpClient.newHttpClient()) {
            URI uri = URI.create(
                    "http://127.0.0.1:%d%s".formatted(sandbox.options().ports().of(service), path));
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Calls as the demo client itself, with every scope. */
    public Gateway gateway() {
        return as(Client.DEMO_APP, Client.DEMO_APP.id());
    }

    /** Calls with every scope as this client and subject: an end user, unless the subject is the client. */
    public Gateway as(Client client, String subject) {
        return with(sandbox.issuer()
                .token(client, subject, TokenIssuer.LIFETIME, TokenIssuer.SCOPES.toArray(String[]::new)));
    }

    public Gateway with(String token) {
        return new Gateway(sandbox.door(), token);
    }

    /** A user with a wallet and bank accounts that no other test knows. Its external id is {@code "ana" + suffix}. */
    public Demo newUser(String suffix) {
        return Demo.onboard(sandbox.door(), sandbox.issuer().token(Client.DEMO_APP), suffix);
    }

    public Demo newUser() {
        return newUser("-" + UUID.randomUUID());
    }
}
