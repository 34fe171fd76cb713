package io.pasarela.deployment;

import static io.pasarela.deployment.Rendered.name;
import static io.pasarela.deployment.Rendered.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may talk to whom: the arrows of the flow, DNS and telemetry. */
class ArrowsTest {
    private static final Rendered PRODUCTION = Rendered.production();

    @ParameterizedTest
    @CsvSource({
        "webhook-ingest, kafka valkey",
        "quote-service, internet kafka valkey",
        "ramp-service, internet kafka quote-service ramp-db",
        "notification-service, internet kafka notification-db valkey"
    })
    void aServiceReachesWhatTheFlowSays(String service, String reaches) {
        JsonNode policy = PRODUCTION.only("NetworkPolicy", service);

        var peers = new TreeSet<String>();
        stream(policy.at("/spec/egress"))
                .flatMap(rule -> stream(rule.path("to")))
                .forEach(peer -> peers.add(who(peer)));

        assertThat(peers).isEqualTo(new TreeSet<>(Set.of(reaches.split(" "))));
    }

    @Test
    void onlyTheGatewayComesInAndRampServiceToQuoteService() {
        assertThat(Settings.SERVICES).allSatisfy(service -> {
            Stream<String> callers = stream(
                            PRODUCTION.only("NetworkPolicy", service).at("/spec/ingress"))
                    .flatMap(rule -> stream(rule.path("from")))
                    .map(ArrowsTest::who);

            if (service.equals("quote-service")) {
                assertThat(callers).containsExactlyInAnyOrder("gateway", "ramp-service");
            } else {
                assertThat(callers).containsExactly("gateway");
            }
        });
    }

    @Test
    void everyServiceWithADatabaseReachesItsOwnAndNoOther() {
        assertThat(PRODUCTION.kind("Cluster")).hasSize(2).allSatisfy(database -> {
            Stream<String> clients = stream(
                            PRODUCTION.only("NetworkPolicy", name(database)).at("/spec/ingress/0/from"))
                    .map(ArrowsTest::who);

            assertThat(clients).containsExactlyInAnyOrder(name(database).replace("-db", "-service"), name(database));
        });
    }

    @Test
    void theInternetIsNothingInside() {
        assertThat(PRODUCTION.kind("NetworkPolicy").flatMap(policy -> policy.findValues("ipBlock").stream()))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(block.path("except").toString())
                        .contains("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"));
    }

    private static String who(JsonNode peer) {
        JsonNode labels = peer.at("/podSelector/matchLabels");
        if (peer.has("ipBlock")) {
            return "internet";
        }
        if (peer.at("/namespaceSelector/matchLabels/pasarela.io~1gateway").asBoolean()) {
            return "gateway";
        }
        return labels.path("app.kubernetes.io/name").asText()
                + labels.path("cnpg.io/cluster").asText()
                + labels.path("strimzi.io/name").asText().replace("pasarela-", "");
    }
}
