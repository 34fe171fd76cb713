package io.pasarela.sandbox.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.console.Surroundings.Session;
import io.pasarela.sandbox.traces.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> crashed = new CopyOnWriteArrayList<>();
    private HttpServer behind;
    private Console console;
    private HttpServer server;
    private Call call;

    @BeforeEach
    void open() {
        behind = await(vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.add(request.method() + " " + request.uri());
                    request.response()
                            .putHeader("Content-Type", "application/json")
                            .end("{\"from\":\"behind\"}");
                })
                .listen(0, "127.0.0.1"));
        Map<String, Integer> services = new LinkedHashMap<>();
        services.put("quote-service", behind.actualPort());
        console = new Console(
                vertx,
                new Surroundings(
                        services,
                        behind.actualPort(),
                        "127.0.0.1:1",
                        new Traces(),
                        () -> Optional.of(new Session("a.b.c", 600, "u-1", "Ana")),
                        _ -> true,
                        crashed::add));
        server = await(vertx.createHttpServer().requestHandler(console).listen(0, "127.0.0.1"));
        call = new Call(server.actualPort());
    }

    @AfterEach
    void close() {
        console.close();
        await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]"})
    void thePageIsServedUnderTheNamesOfThisMachine(String host) {
        var answer = call.get("/").as(host).send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @CsvSource({"/", "/console/js/main.js", "/sandbox/services"})
    void aNameThatWasMadeToPointHereIsRefused(String path) {
        assertThat(call.get(path).ours().as("evil.example").send().status()).isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/../killb/package-info.class",
                "/console/%2e%2e/page/index.html",
                "/console/js/../index.html",
                "/console/nothing.js"
            })
    void onlyThePagesOwnFilesAreServed(String path) {
        assertThat(call.get(path).send().status()).isEqualTo(404);
    }

    @Test
    void thePageGetsATokenOfTheDemoCustomer() {
        var answer = call.post("/sandbox/session").ours().send();

        assertThat(answer.json().getString("accessToken")).isEqualTo("a.b.c");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void noOtherSiteGetsOne() {
        assertThat(call.post("/sandbox/session").send().status()).isEqualTo(403);
        assertThat(call.post("/sandbox/session")
                        .ours()
                        .with("Origin", "http://evil.example")
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(call.post("/sandbox/session")
                        .ours()
                        .with("Origin", "null")
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(call.post("/sandbox/session")
                        .ours()
                        .with("Sec-Fetch-Site", "cross-site")
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(call.post("/sandbox/session")
                        .ours()
                        .with("Sec-Fetch-Site", "same-site")
                        .send()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aStreamIsOpenedByAPageOfThisOriginOnly() {
        assertThat(call.get("/sandbox/topics/stream?topic=ramps").send().status())
                .isEqualTo(403);
        assertThat(call.get("/sandbox/topics/stream?topic=ramps")
                        .with("Sec-Fetch-Site", "cross-site")
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(call.get("/sandbox/topics/stream?topic=../x")
                        .with("Sec-Fetch-Site", "same-origin")
                        .send()
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatAServiceSaysOfItselfIsHandedOn() {
        assertThat(call.get("/sandbox/services/quote-service/metrics")
                        .ours()
                        .send()
                        .json())
                .isEqualTo(new JsonObject().put("from", "behind"));
        assertThat(asked).containsExactly("GET /q/metrics");
        assertThat(call.get("/sandbox/services/quote-service/dev").ours().send().status())
                .isEqualTo(404);
        assertThat(call.get("/sandbox/services/other/metrics").ours().send().status())
                .isEqualTo(404);
    }

    @Test
    void theSwitchesReachTheSimulatorAndTheRestOfItsControlDoesNot() {
        call.post("/sandbox/provider/faults").ours().send();
        call.post("/sandbox/provider/ramps/3f2504e0-4f89-41d3-9a0c-0305e82c3301/pay")
                .ours()
                .send();
        call.get("/sandbox/provider/deliveries?last=5").ours().send();

        assertThat(asked)
                .containsExactly(
                        "POST /_sim/faults",
                        "POST /_sim/ramps/3f2504e0-4f89-41d3-9a0c-0305e82c3301/pay",
                        "GET /_sim/deliveries?last=5");
        assertThat(call.post("/sandbox/provider/reset").ours().send().status()).isEqualTo(404);
        assertThat(call.get("/sandbox/provider/bodies").ours().send().status()).isEqualTo(404);
        assertThat(call.get("/sandbox/provider/faults/../../api/v2/users")
                        .ours()
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(asked).hasSize(3);
    }

    @Test
    void aServiceIsEndedButNotSoOftenThatItsSupervisorGivesUp() {
        assertThat(call.post("/sandbox/services/quote-service/crash")
                        .ours()
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(call.post("/sandbox/services/quote-service/crash")
                        .ours()
                        .send()
                        .status())
                .isEqualTo(429);
        assertThat(call.post("/sandbox/services/postgres/crash").ours().send().status())
                .isEqualTo(404);

        assertThat(crashed).containsExactly("quote-service");
        assertThat(new JsonArray(call.get("/sandbox/services").ours().send().body()))
                .hasSize(1);
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
