package io.pasarela.system.quote;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.issuer.Client;
import io.pasarela.sandbox.issuer.TokenIssuer;
import io.pasarela.system.support.RedisShell;
import io.pasarela.system.support.RunningSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered again without the endpoint is answered as the endpoint would, to nobody else, and no longer than it holds. */
class FastLaneIT {

    /** Accepts the same, in words that only the endpoint looks at. */
    private static final String[] BY_THE_ENDPOINT = {"Accept", "application/json, */*;q=0.1"};

    /** What differs between two answers of the endpoint itself, a moment apart. */
    private static final List<String> OF_THE_MOMENT = List.of("age", "ratelimit-remaining", "ratelimit-reset");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final RunningSystem system = RunningSystem.get();

    @AfterAll
    static void stop() {
        HTTP.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/banks?countryCode=MX",
                "/api/v2/banks?limit=3&countryCode=CO",
                "/api/v2/banks?countryCode=%4DX&nobody=knows",
                "/api/v2/banks?countryCode=AQ",
                "/api/v2/pairs",
                "/api/v2/pairs?limit=2&after=",
                "/api/v2/balances"
            })
    void theSameRequestAgainGetsTheSameAnswerHeaderForHeader(String path) {
        String token = token(Client.DEMO_APP.id(), TokenIssuer.LIFETIME);
        ask(path, token);
        HttpResponse<String> endpoint = ask(path, token, BY_THE_ENDPOINT);
        double before = repeated();

        HttpResponse<String> lane = ask(path, token);
        HttpResponse<String> json = ask(path, token, "Accept", "application/json");

        assertThat(endpoint.statusCode()).as(endpoint.body()).isEqualTo(200);
        assertThat(lane.body()).isEqualTo(endpoint.body()).isEqualTo(json.body());
        assertThat(told(lane)).isEqualTo(told(endpoint)).isEqualTo(told(json));
        assertThat(lane.headers().map().keySet())
                .isEqualTo(endpoint.headers().map().keySet());
        assertThat(repeated() - before).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/banks?countryCode=mx",
                "/api/v2/banks?countryCode=MX&countryCode=CO",
                "/api/v2/banks?countryCode=CO&countryCode=MX",
                "/api/v2/banks?countryCode=MX%00",
                "/api/v2/banks?countryCode=MX&limit=0",
                "/api/v2/banks/?countryCode=MX",
                "//api/v2/banks?countryCode=MX",
                "/api/v2/./banks?countryCode=MX",
                "/api/v2/%62anks?countryCode=MX",
                "/api/v2/banks%2F?countryCode=MX",
                "/api/v2/banks;x=y?countryCode=MX",
                "/api/v2/BANKS?countryCode=MX",
                "/api/v2/pairs?after=%21",
                "/api/v2/banks?countryCode=MX&after=%0d%0aX-Evil:%201"
            })
    void anotherWayToWriteItIsAnsweredAsTheEndpointDoesHoweverOftenItIsAsked(String path) {
        String token = token(Client.DEMO_APP.id(), TokenIssuer.LIFETIME);
        ask("/api/v2/banks?countryCode=MX", token);
        HttpResponse<String> endpoint = ask(path, token, BY_THE_ENDPOINT);

        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = ask(path, token);

            assertThat(answer.statusCode()).isEqualTo(endpoint.statusCode());
            assertThat(answer.body()).isEqualTo(endpoint.body());
            assertThat(told(answer)).isEqualTo(told(endpoint));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "OPTIONS", "POST", "DELETE"})
    void anotherMethodOnAKnownPathIsLeftToTheEndpoint(String method) {
        String path = "/api/v2/pairs?limit=7";
        String token = token(Client.DEMO_APP.id(), TokenIssuer.LIFETIME);
        int before = send(request(path, token).method(method, HttpRequest.BodyPublishers.noBody()))
                .statusCode();
        ask(path, token);
        ask(path, token);

        HttpResponse<String> after = send(request(path, token).method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(after.statusCode()).isEqualTo(before);
        assertThat(method.equals("HEAD") ? after.body() : "").isEmpty();
    }

    @Test
    void nobodyElseGetsInByWhatOneTokenHasOpened() {
        String balances = "/api/v2/balances";
        String pairs = "/api/v2/pairs";
        String good = token(Client.DEMO_APP.id(), TokenIssuer.LIFETIME);
        String user = token("somebody", TokenIssuer.LIFETIME);
        String narrow = system.sandbox()
                .issuer()
                .token(Client.DEMO_APP, Client.DEMO_APP.id(), TokenIssuer.LIFETIME, "ramps:read");
        for (int i = 0; i < 3; i++) {
            assertThat(ask(balances, good).statusCode()).isEqualTo(200);
            assertThat(ask(pairs, good).statusCode()).isEqualTo(200);

            assertThat(ask(balances, user).statusCode()).isEqualTo(403);
            assertThat(ask(pairs, user).statusCode()).isEqualTo(200);
            assertThat(ask(balances, narrow).statusCode()).isEqualTo(403);
            assertThat(ask(pairs, narrow).statusCode()).isEqualTo(403);
            assertThat(ask(pairs, good.substring(0, good.length() - 4) + "AAAA").statusCode())
                    .isEqualTo(401);
            assertThat(ask(pairs, "").statusCode()).isEqualTo(401);
            assertThat(send(HttpRequest.newBuilder(uri(pairs))).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aTokenThatRunsOutWhileItIsBelievedIsRefusedFromThatMomentOn() {
        String token = token(Client.DEMO_APP.id(), Duration.ofSeconds(3));
        Instant over = Instant.now().plusSeconds(3);
        assertThat(ask("/api/v2/pairs", token).statusCode()).isEqualTo(200);
        assertThat(ask("/api/v2/pairs", token).statusCode()).isEqualTo(200);

        eventually(
                Duration.ofSeconds(10),
                () -> assertThat(ask("/api/v2/pairs", token).statusCode()).isEqualTo(401));

        assertThat(Instant.now()).isBefore(over.plusSeconds(2));
        assertThat(ask("/api/v2/pairs", token).statusCode()).isEqualTo(401);
    }

    @Test
    void whatWasDroppedIsNeverToldAgain() {
        String path = "/api/v2/banks?countryCode=GT";
        String token = token(Client.DEMO_APP.id(), TokenIssuer.LIFETIME);
        RedisShell redis = new RedisShell(system, 0);
        double before = repeated();
        for (int i = 0; i < 20; i++) {
            ask(path, token);
            assertThat(cacheStatus(ask(path, token))).startsWith("pasarela; hit");

            redis.say("DEL cache:{killb:banks:GT}");

            assertThat(cacheStatus(ask(path, token))).startsWith("pasarela; fwd=miss");
        }
        assertThat(repeated() - before).isGreaterThanOrEqualTo(20);
    }

    @Test
    void whoHasTheAnswerAlreadyIsToldJustThatOnAKnownPathToo() {
        String path = "/api/v2/banks?countryCode=PE";
        String token = token(Client.DEMO_APP.id(), TokenIssuer.LIFETIME);
        ask(path, token);
        String tag = ask(path, token).headers().firstValue("ETag").orElseThrow();

        assertThat(ask(path, token, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(ask(path, token, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        assertThat(ask(path, token, "Accept", "text/html").statusCode()).isEqualTo(406);
    }

    private static Map<String, List<String>> told(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeIf(name -> OF_THE_MOMENT.contains(name.toLowerCase(java.util.Locale.ROOT)));
        headers.replaceAll((_, values) -> values.stream()
                .map(value -> value.replaceAll("ttl=\\d+", "ttl="))
                .toList());
        return headers;
    }

    private static String cacheStatus(HttpResponse<String> answer) {
        return answer.headers().firstValue("Cache-Status").orElse("");
    }

    private double repeated() {
        Matcher found =
                Pattern.compile("pasarela_published_repeated_total (\\S+)").matcher(system.metrics("quote-service"));
        assertThat(found.find()).isTrue();
        return Double.parseDouble(found.group(1));
    }

    private String token(String subject, Duration lifetime) {
        return system.sandbox()
                .issuer()
                .token(Client.DEMO_APP, subject, lifetime, TokenIssuer.SCOPES.toArray(String[]::new));
    }

    private HttpResponse<String> ask(String path, String token, String... headers) {
        HttpRequest.Builder request = request(path, token);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token);
    }

    /** Past the front door, which might tidy up. */
    private URI uri(String path) {
        return URI.create("http://127.0.0.1:%d%s"
                .formatted(system.sandbox().options().ports().of("quote-service"), path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
