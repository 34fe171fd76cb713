package io.pasarela.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.operations.doctor.Row.State;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransportChecksTest {

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void everythingIsEncrypted() {
        variables.put("PASARELA_WEBHOOKS_KILLB_SCHEME", "killb-hmac");
        variables.put("PASARELA_PROVIDERS_KILLB_URL", "https://killb.app");
        variables.put("QUARKUS_OIDC_AUTH_SERVER_URL", "https://login.ours.test");
        variables.put("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        variables.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://db:5432/ramp?sslmode=verify-full");
        variables.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://db:5432/ramp?sslmode=verify-full");
    }

    @Test
    void aCompleteConfigurationIsWell() {
        assertThat(new TransportChecks(Settings.of(variables)).rows())
                .extracting(Row::state)
                .containsOnly(State.OK);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "QUARKUS_DATASOURCE_REACTIVE_URL, postgresql://db:5432/ramp, PostgreSQL over TLS, not encrypted",
                "QUARKUS_DATASOURCE_JDBC_URL, jdbc:postgresql://db:5432/ramp?sslmode=require, migrations over TLS, not encrypted",
                "QUARKUS_DATASOURCE_REACTIVE_TRUST_ALL, true, certificate of PostgreSQL, anybody's is taken",
                "PASARELA_WEBHOOKS_KILLB_SCHEME, killb-hmca, scheme of the provider's webhooks, 'killb-hmca' is none of KillB's",
                "QUARKUS_OIDC_AUTH_SERVER_URL, https://login.example.com, login over https, still the example's",
                "PASARELA_PROVIDERS_KILLB_URL, https://sandbox.killb.app, provider over https, a sandbox's",
                "QUARKUS_DATASOURCE_JDBC_URL, jdbc:postgresql://db:5432/ramp?sslmode=verify-ca, migrations over TLS, not encrypted",
                "PASARELA_PROVIDERS_KILLB_URL, https://killb.app.evil.test, provider over https, not KillB's",
                "PASARELA_PROVIDERS_KILLB_URL, http://killb.app, provider over https, not https",
                "KAFKA_SECURITY_PROTOCOL, PLAINTEXT, Kafka over TLS, not encrypted"
            })
    void whatIsNotSafeIsNamed(String variable, String value, String row, String found) {
        variables.put(variable, value);

        var failed = new TransportChecks(Settings.of(variables))
                .rows().stream().filter(one -> one.state() == State.FAILED).toList();

        assertThat(failed).extracting(Row::what).containsExactly(row);
        assertThat(failed.getFirst().found()).contains(found);
    }
}
