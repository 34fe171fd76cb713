package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.Topics;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What a person stated goes to the provider and nowhere else, whatever fails on the way. */
class PersonalDataIT {

    /** Each is nowhere else in the system, so that finding it means that it leaked. */
    private static final List<String> SECRETS = List.of(
            "Xiomaraq",
            "Quetzalpotzin",
            "xiomaraq.q@example.com",
            "+573109998877",
            "1979-07-19",
            "Calle Secreta 4711",
            "9988776655",
            "072180009988776651",
            "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359");

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();
    private final List<String> answers = new ArrayList<>();

    @Test
    void nothingThatAPersonStatedIsFoundInLogsTopicsAnswersOrDatabases() throws IOException, SQLException {
        String suffix = "-" + UUID.randomUUID();
        // refused by a provider that repeats all it was told
        fault("POST /users", "INDISCREET", "\"status\":400");
        post("/api/v2/users", person("refused" + suffix), 400);
        // no answer, then the same again
        fault("POST /users", "TIMEOUT_AFTER_COMMIT", "\"times\":1");
        post("/api/v2/users", person("silent" + suffix), 503);
        // an answer that cannot be read
        fault("POST /users", "MALFORMED_JSON", "\"times\":1");
        post("/api/v2/users", person("garbled" + suffix), 503);
        String user = post("/api/v2/users", person("known" + suffix), 201).text("id");
        fault("POST /accounts", "INDISCREET", "\"status\":422");
        post("/api/v2/accounts", spei(user, "refused" + suffix), 400);
        post("/api/v2/accounts", spei(user, "spei" + suffix), 201);
        String wallet =
                post("/api/v2/accounts", wallet(user, "wallet" + suffix), 201).text("id");
        // what is wrong with the request itself
        post("/api/v2/users", person("bad" + suffix).replace("@example.com", "@"), 400);
        post("/api/v2/users", person("bad" + suffix).replace("\"Xiomaraq\"", "Xiomaraq"), 400);
        post("/api/v2/accounts", spei(user, "bad" + suffix).replace("6651\"", "6652\""), 400);
        post("/api/v2/users", person("known" + suffix).replace("Calle", "Avenida"), 422);
        refunds(user, wallet, suffix);
        // records that can never be read
        String key = "killb:personal" + suffix;
        poison(key, "{\"id\":\"e\",\"event\":\"USER\",\"data\":" + person("poison" + suffix) + "}");
        poison(key, "Xiomaraq Quetzalpotzin, 9988776655");
        eventually(() -> assertThat(parked(key)).hasSize(2));
        parked(key)
                .forEach(record -> record.headers()
                        .forEach(header -> answers.add(new String(header.value(), StandardCharsets.UTF_8))));
        // a ramp that fails for a reason that names everybody
        var ramp = gateway.ramp(gateway.quotationId(), user, wallet, "ramp" + suffix);
        system.simulator().settings("{\"automaticPayment\":false}");
        failed(ramp.text("providerRampId"), "Transfer to Xiomaraq Quetzalpotzin, clabe 072180009988776651, rejected");
        eventually(
                () -> assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                        .isEqualTo("FAILED"));
        for (String path : List.of("", "/timeline")) {
            answers.add(gateway.get("/api/v2/ramps/" + ramp.text("id") + path)
                    .body()
                    .toString());
        }
        answers.add(gateway.get("/api/v2/users/" + user).body().toString());

        assertThat(answers).allSatisfy(PersonalDataIT::holdsNothing);
        eventually(() -> assertThat(Topic.of(system.sandbox().kafkaBootstrap(), "ramps", ramp.text("id"))
                        .toString())
                .contains("FAILED"));
        for (String topic : List.of("ramps", "users")) {
            holdsNothing(
                    Topic.everything(system.sandbox().kafkaBootstrap(), topic).toString());
        }
        for (String database : List.of("ramp", "notification")) {
            holdsNothing(everythingIn(database));
        }
        try (var logs = Files.walk(system.sandbox().options().data().resolve("logs"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                holdsNothing(Files.readString(log, StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** Where money goes back to is stored for a moment, with what is about to be sent, and must be gone however that ends. */
    private void refunds(String user, String wallet, String suffix) {
        post("/api/v2/ramps", refunded(user, wallet, "wrong" + suffix).replace("6651\"", "6652\""), 400);
        post(
                "/api/v2/ramps",
                refunded(user, wallet, "list" + suffix).replace("\"clabe\":", "\"clabe\":[],\"card\":"),
                400);
        fault("POST /ramps", "INDISCREET", "\"status\":400");
        post("/api/v2/ramps", refunded(user, wallet, "refused" + suffix), 400);
        String known = refunded(user, wallet, "known-ramp" + suffix);
        post("/api/v2/ramps", known, 201);
        post("/api/v2/ramps", known.replace("Quetzalpotzin", "Q. Quetzalpotzin"), 422);
        // While nobody knows whether it arrived it is not there either: it has been sent and will not be again.
        fault("POST /ramps", "TIMEOUT_BEFORE_COMMIT", "\"times\":1");
        post("/api/v2/ramps", refunded(user, wallet, "doubtful" + suffix), 202);
    }

    private String refunded(String user, String wallet, String externalId) {
        String order = Gateway.rampRequest(gateway.quotationId(), user, wallet, externalId)
                .strip();
        return order.substring(0, order.length() - 1)
                + ",\"refundInstructions\":{\"clabe\":\"072180009988776651\",\"beneficiary\":\"Xiomaraq Quetzalpotzin\"}}";
    }

    private static void holdsNothing(String text) {
        for (String secret : SECRETS) {
            int at = text.indexOf(secret);
            assertThat(at)
                    .as(() -> "found " + secret + " in …"
                            + text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 100)))
                    .isNegative();
        }
    }

    /** Every row of every table, as text; bytes as the text that they hold. */
    private String everythingIn(String database) throws SQLException {
        StringBuilder all = new StringBuilder();
        try (var connection = DriverManager.getConnection(system.sandbox().jdbcUrl(database), database, database);
                var tables = connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select * from \"" + tables.getString("TABLE_NAME") + "\"")) {
                    while (rows.next()) {
                        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            Object value = rows.getObject(column);
                            all.append(
                                            value instanceof byte[] bytes
                                                    ? new String(bytes, StandardCharsets.UTF_8)
                                                    : value)
                                    .append('|');
                        }
                    }
                }
            }
        }
        assertThat(all.toString()).contains("-");
        return all.toString();
    }

    private Gateway.Answer post(String path, String body, int status) {
        var answer = gateway.post(path, body);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(status);
        answers.add(answer.body().toString());
        return answer;
    }

    private void fault(String target, String kind, String more) {
        system.simulator().fault("{\"target\":\"%s\",\"kind\":\"%s\",%s}".formatted(target, kind, more));
    }

    private void poison(String key, String body) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, system.sandbox().kafkaBootstrap(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        try (var producer = new KafkaProducer<String, String>(settings)) {
            var record = new ProducerRecord<>(Topics.PROVIDER_WEBHOOKS, key, body);
            record.headers().add("ce_id", ("personal-" + UUID.randomUUID()).getBytes(StandardCharsets.UTF_8));
            record.headers().add("ce_provider", "killb".getBytes(StandardCharsets.UTF_8));
            producer.send(record);
        }
    }

    private List<ConsumerRecord<String, String>> parked(String key) {
        return Topic.of(
                system.sandbox().kafkaBootstrap(), Topics.deadLetter(Topics.PROVIDER_WEBHOOKS, "ramp-service"), key);
    }

    private void failed(String providerRampId, String details) {
        system.simulator().status(providerRampId, "FAILED", details);
    }

    private static String person(String externalId) {
        return """
               {"externalId":"%s","type":"PERSON","firstName":"Xiomaraq","lastName":"Quetzalpotzin","dateOfBirth":"1979-07-19",
                "email":"xiomaraq.q@example.com","phone":"+573109998877",
                "address":{"street1":"Calle Secreta 4711","city":"Bogota","state":"DC","zipCode":"110111","countryCode":"CO"},
                "document":{"type":"NUIP","number":"9988776655","issuedCountryCode":"CO"}}
               """.formatted(externalId);
    }

    private static String spei(String userId, String externalId) {
        return """
               {"userId":"%s","externalId":"%s","type":"SPEI","clabe":"072180009988776651"}
               """.formatted(userId, externalId);
    }

    private static String wallet(String userId, String externalId) {
        return """
               {"userId":"%s","externalId":"%s","type":"WALLET","currency":"USDC","network":"POLYGON",
                "address":"0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"}
               """.formatted(userId, externalId);
    }
}
