package io.pasarela.bench.quote;

import io.pasarela.bench.load.HttpRequests;
import io.pasarela.bench.load.Protocol;
import io.pasarela.bench.load.Requests;
import io.pasarela.bench.measure.Contest;
import io.pasarela.bench.measure.Contestant;
import io.pasarela.bench.measure.Gauge;
import io.pasarela.bench.measure.JvmGauge;
import io.pasarela.bench.measure.Measurement;
import io.pasarela.bench.measure.Plan;
import io.pasarela.bench.measure.Results;
import io.pasarela.bench.stack.BenchStack;
import io.pasarela.bench.stack.BenchStack.Server;
import io.pasarela.bench.stack.Kafka;
import io.pasarela.bench.stack.ServerJvm;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.sandbox.issuer.TokenIssuer;
import io.pasarela.sandbox.killb.KillbSettings;
import io.pasarela.sandbox.process.Probe;
import io.pasarela.sandbox.process.SandboxFailure;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Starts the contestants side by side, makes sure that they do what they are here for, and lets them run. */
final class QuoteBench {
    private static final String READ = "/api/v2/banks?countryCode=MX";
    private static final String QUOTE = "/api/v2/quotations";
    private static final String QUOTE_BODY =
            "{\"fromCurrency\":\"MXN\",\"toCurrency\":\"USDC\",\"amount\":\"1500.00\",\"cashInMethod\":\"SPEI\",\"cashOutMethod\":\"POLYGON\"}";
    private static final String BARE_KEY = "bench:bare";

    private final BenchStack stack;
    private final Plan plan;

    QuoteBench(BenchStack stack, Plan plan) {
        this.stack = stack;
        this.plan = plan;
    }

    /**
     * @param say sentences about what is being started
     * @param progress each measurement as soon as it is there
     */
    Results run(Consumer<String> say, Consumer<Measurement> progress) {
        say.accept("Starting Kafka, Redis, a provider, quote-service and a bare server (logs in %s)"
                .formatted(stack.logs()));
        Vertx vertx = Vertx.vertx();
        try (var kafka = stack.startKafka();
                var issuer = stack.startIssuer(vertx)) {
            Server redis = stack.startRedis();
            Server provider = startOurs(SimulatedProvider.class, "provider");
            provider.part().awaitReady();
            Server service = startService(kafka, redis, provider, issuer);
            service.part().awaitReady();
            String token = issuer.token(Client.DEMO_APP);
            byte[] answer = requireAnswer(request(service, READ, token).GET(), 200);
            requireAnswer(request(service, QUOTE, token).POST(HttpRequest.BodyPublishers.ofString(QUOTE_BODY)), 201);
            RedisValue.set(redis.port(), BARE_KEY, answer);
            Server bare = startOurs(BareRedisServer.class, "bare-redis", "redis://127.0.0.1:" + redis.port(), BARE_KEY);
            bare.part().awaitReady();
            return contest(kafka, redis, provider, service, bare, token, progress);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private Results contest(
            Kafka kafka,
            Server redis,
            Server provider,
            Server service,
            Server bare,
            String token,
            Consumer<Measurement> progress) {
        try (var serviceGauge = JvmGauge.attach(service.part().pid());
                var bareGauge = JvmGauge.attach(bare.part().pid())) {
            var contest = new Contest(
                    plan,
                    Map.of(
                            QuoteReport.REDIS, redis.part().pid(),
                            QuoteReport.PROVIDER, provider.part().pid(),
                            QuoteReport.KAFKA, kafka.pid()));
            return contest.run(
                    List.of(
                            contestant(
                                    QuoteReport.READ,
                                    service,
                                    serviceGauge,
                                    count -> SameRequests.get(READ, token, count)),
                            contestant(
                                    QuoteReport.BARE, bare, bareGauge, count -> SameRequests.get("/", "none", count)),
                            new Contestant(
                                    QuoteReport.GET,
                                    Gauge.ELSEWHERE,
                                    new HttpRequests(
                                            redis.port(),
                                            Protocol.REDIS,
                                            count -> SameRequests.redisGet(BARE_KEY, count),
                                            status -> status == 200),
                                    Optional.empty()),
                            contestant(
                                    QuoteReport.QUOTATION,
                                    service,
                                    serviceGauge,
                                    count -> SameRequests.post(QUOTE, token, QUOTE_BODY, count))),
                    progress);
        }
    }

    private static Contestant contestant(
            String name, Server server, JvmGauge gauge, IntFunction<? extends Requests> requests) {
        var load = new HttpRequests(server.port(), Protocol.HTTP, requests, status -> status >= 200 && status < 300);
        return new Contestant(name, gauge, load, Optional.empty());
    }

    private Server startService(Kafka kafka, Server redis, Server provider, TokenIssuer issuer) {
        String noLimit = String.valueOf(SimulatedProvider.NO_LIMIT);
        var environment = new HashMap<String, String>();
        environment.put("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + redis.port());
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.uri().toString());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrap());
        environment.put("PASARELA_PROVIDERS_KILLB_URL", "http://127.0.0.1:" + provider.port());
        environment.put("PASARELA_PROVIDERS_KILLB_EMAIL", KillbSettings.DEFAULT.email());
        environment.put("PASARELA_PROVIDERS_KILLB_PASSWORD", KillbSettings.DEFAULT.password());
        // The provider's rate is not what is measured here.
        environment.put("PASARELA_PROVIDERS_KILLB_RATE_PER_SECOND", noLimit);
        environment.put("PASARELA_PROVIDERS_KILLB_RATE_BURST", noLimit);
        // Neither is the client's, but it is counted.
        for (String limit : List.of("REQUESTS", "PRICES")) {
            environment.put("PASARELA_CLIENTS_RATE_%s_PER_SECOND".formatted(limit), noLimit);
            environment.put("PASARELA_CLIENTS_RATE_%s_BURST".formatted(limit), noLimit);
        }
        environment.put("PASARELA_PROVIDERS_CALLS_BULKHEAD_CONCURRENT", String.valueOf(plan.connections()));
        return stack.startService("quote-service", environment);
    }

    private Server startOurs(Class<?> main, String name, String... arguments) {
        int port = stack.freePort();
        String[] all = new String[arguments.length + 1];
        all[0] = String.valueOf(port);
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return stack.start(name, port, ServerJvm.ofClass(main, all), Map.of(), Probe.port(port));
    }

    private static HttpRequest.Builder request(Server server, String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(server.port(), path)))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private static byte[] requireAnswer(HttpRequest.Builder request, int status) {
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != status) {
                throw new SandboxFailure("quote-service answered %d instead of %d: %s"
                        .formatted(answer.statusCode(), status, new String(answer.body(), StandardCharsets.UTF_8)));
            }
            return answer.body();
        } catch (IOException e) {
            throw new SandboxFailure("quote-service does not answer: " + e, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Asking quote-service was interrupted.");
        }
    }
}
