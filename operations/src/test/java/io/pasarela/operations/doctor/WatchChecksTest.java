package io.pasarela.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.pasarela.operations.doctor.Row.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Prometheus and Alertmanager answer, as their documents have it. */
class WatchChecksTest {

    private final Map<String, String> answers = new HashMap<>();
    private final WatchChecks watch = new WatchChecks(Settings.of(Map.of()), new Http(new Clocks()));
    private HttpServer server;
    private URI uri;
    private String alert = "";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                alert = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            }
            String answer = answers.getOrDefault(exchange.getRequestURI().getPath(), "");
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.isEmpty() ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        answers.put("/api/v1/rules", """
                {"data":{"groups":[{"name":"pasarela-money","rules":[{},{}]},{"name":"other","rules":[{}]}]}}""");
        answers.put("/api/v1/alertmanagers", "{\"data\":{\"activeAlertmanagers\":[{\"url\":\"http://a\"}]}}");
        answers.put("/api/v2/receivers", "[{\"name\":\"pager\"}]");
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void aDoorThatLeadsToSomebodyElseIsNot() {
        answers.put("/api/v2/ramps", "{}");

        assertThat(watch.frontDoor(uri).state()).isEqualTo(State.FAILED);
    }

    @Test
    void rulesThatSomebodyHearsAreWell() {
        assertThat(watch.rules(uri).state()).isEqualTo(State.OK);
        assertThat(watch.rules(uri).found()).startsWith("2 loaded");
    }

    @Test
    void rulesThatNobodyHearsAreNot() {
        answers.put("/api/v1/alertmanagers", "{\"data\":{\"activeAlertmanagers\":[]}}");

        assertThat(watch.rules(uri).state()).isEqualTo(State.FAILED);
    }

    @Test
    void aPrometheusWithoutOurRulesIsNot() {
        answers.put("/api/v1/rules", "{\"data\":{\"groups\":[{\"name\":\"other\",\"rules\":[{}]}]}}");

        assertThat(watch.rules(uri).found()).contains("none of ours");
    }

    @Test
    void aTestAlertIsSentAndItsReceiverNamed() throws InterruptedException {
        answers.put("/api/v2/alerts", "[{\"receivers\":[{\"name\":\"pager\"}]}]");

        Row row = watch.routes(uri, true);

        assertThat(row.state()).isEqualTo(State.OK);
        assertThat(row.found()).contains("goes to pager");
        assertThat(alert).contains("PasarelaDoctor", "\"severity\": \"critical\"");
    }

    @Test
    void withoutBeingToldNobodyIsWoken() throws InterruptedException {
        assertThat(watch.routes(uri, false).state()).isEqualTo(State.OK);
        assertThat(alert).isEmpty();
    }

    @Test
    void anAlertmanagerWithoutReceiversIsNot() throws InterruptedException {
        answers.put("/api/v2/receivers", "[]");

        assertThat(watch.routes(uri, false).state()).isEqualTo(State.FAILED);
    }
}
