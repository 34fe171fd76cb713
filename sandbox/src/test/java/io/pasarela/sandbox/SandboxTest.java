package io.pasarela.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pasarela.sandbox.demo.JsonApi;
import io.pasarela.sandbox.infra.Topics;
import io.pasarela.sandbox.process.Part;
import io.pasarela.sandbox.process.PortCheck;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One sandbox of real processes, started once, without the four services: they are not built when this runs. */
@Tag("processes")
class SandboxTest {
    private static Sandbox sandbox;

    @BeforeAll
    static void start() {
        var options =
                SandboxOptions.forTests(SandboxOptions.enclosingCheckout()).withServices(List.of());
        sandbox = Sandbox.start(options, Progress.SILENT);
    }

    @AfterAll
    static void everythingIsGoneAfterwards() {
        sandbox.close();

        assertThat(List.of(sandbox.postgres(), sandbox.redis(), sandbox.kafka()))
                .noneMatch(Part::isRunning);
        assertThat(sandbox.options().ports().byComponent().values()).allMatch(PortCheck::isFree);
    }

    @Test
    void eachServiceOwnsItsDatabaseAndCommitsAreSynced() throws SQLException {
        assertThat(answer("ramp", "SELECT current_user")).isEqualTo("ramp");
        assertThat(answer("notification", "SELECT current_user")).isEqualTo("notification");
        assertThat(answer("ramp", "SHOW fsync")).isEqualTo("on");
        assertThat(answer("ramp", "SHOW synchronous_commit")).isEqualTo("on");
    }

    @Test
    void aFrozenDatabaseAnswersNothingUntilItIsThawed() throws SQLException {
        sandbox.postgres().pause();
        assertThatThrownBy(() -> answer("ramp", "SELECT 1")).isInstanceOf(SQLException.class);

        sandbox.postgres().resume();

        assertThat(answer("ramp", "SELECT 1")).isEqualTo("1");
    }

    @Test
    void committedDataSurvivesAKill() throws SQLException {
        execute("CREATE TABLE kept (id int)", "INSERT INTO kept VALUES (42)");

        sandbox.postgres().kill();
        sandbox.postgres().restart();

        assertThat(answer("ramp", "SELECT id FROM kept")).isEqualTo("42");
    }

    @Test
    void redisStopsAndStartsAgain() throws Exception {
        sandbox.redis().stop();
        assertThat(sandbox.redis().isRunning()).isFalse();

        sandbox.redis().start();
        sandbox.redis().awaitReady();

        assertThat(sandbox.redis().isRunning()).isTrue();
    }

    @Test
    void theTopicsOfTheContractExistAndCreatingThemAgainIsHarmless() throws Exception {
        Topics.create(sandbox.kafkaBootstrap());

        try (var admin = admin()) {
            var topics = admin.describeTopics(List.of("ramps", "ramps.quote-service.dlq"))
                    .allTopicNames()
                    .get(10, TimeUnit.SECONDS);
            assertThat(topics.get("ramps").partitions()).hasSize(6);
            assertThat(topics.get("ramps.quote-service.dlq").partitions()).hasSize(1);
            var ramps = new ConfigResource(Type.TOPIC, "ramps");
            var users = new ConfigResource(Type.TOPIC, "users");
            var settings = admin.describeConfigs(List.of(ramps, users)).all().get(10, TimeUnit.SECONDS);
            assertThat(settings.get(ramps).get("retention.ms").value()).isEqualTo("3024000000");
            assertThat(settings.get(users).get("cleanup.policy").value()).isEqualTo("compact");
        }
    }

    @Test
    void aFrozenBrokerAnswersNothingUntilItIsThawed() throws Exception {
        try (var admin = admin()) {
            sandbox.kafka().pause();
            var nodes = admin.describeCluster().nodes();
            assertThatThrownBy(() -> nodes.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            sandbox.kafka().resume();

            assertThat(nodes.get(10, TimeUnit.SECONDS)).hasSize(1);
        }
    }

    @Test
    void theSimulatorSendsItsWebhooksToWebhookIngest() throws Exception {
        var killb = sandbox.options().killb();
        String token;
        try (var api = new JsonApi(sandbox.simulatorUri(), "")) {
            var login = new JsonObject().put("email", killb.email()).put("password", killb.password());
            token = api.post("/api/v2/auth/login", login).getString("accessToken");
        }

        var subscription = new JsonObject(get(sandbox.simulatorUri() + "/api/v2/webhooks", "Bearer " + token));

        assertThat(subscription.getString("url"))
                .isEqualTo(
                        "http://127.0.0.1:%d/webhooks/killb",
                        sandbox.options().ports().webhookIngest());
        assertThat(subscription.getBoolean("active")).isTrue();
    }

    @Test
    void theDoorReachesTheIssuerAndSaysWhichServiceIsMissing() throws Exception {
        assertThat(get(sandbox.door() + "/.well-known/openid-configuration"))
                .contains("\"issuer\":\"" + sandbox.issuer().uri());
        assertThat(get(sandbox.door() + "/api/v2/pairs")).contains("quote-service does not answer");
        assertThat(get(sandbox.door() + "/")).contains("<title>Pasarela</title>");
    }

    private static String get(String address) throws Exception {
        return get(address, "none");
    }

    private static String get(String address, String authorization) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address)).header("Authorization", authorization);
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString()).body();
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", sandbox.kafkaBootstrap()));
    }

    private static String answer(String database, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        sandbox.jdbcUrl(database) + "?connectTimeout=1&socketTimeout=1&loginTimeout=1",
                        database,
                        database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(String... commands) throws SQLException {
        try (var connection = DriverManager.getConnection(sandbox.jdbcUrl("ramp"), "ramp", "ramp");
                var statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }
}
