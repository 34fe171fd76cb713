package io.pasarela.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.operations.doctor.Row.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgreementChecksTest {

    private static final String DATABASES = "one database for each service";

    @TempDir
    Path folder;

    @BeforeEach
    void theyAgree() throws IOException {
        write("pasarela", "KAFKA_BOOTSTRAP_SERVERS=kafka:9093", "PASARELA_PROVIDERS_KILLB_PASSWORD=one-of-killb's");
        database("ramp-service", "ramp", "ramp");
        database("notification-service", "notification", "notification");
    }

    @Test
    void whatFitsTogetherIsWell() {
        assertThat(rows()).extracting(Row::state).containsOnly(State.OK);
    }

    @Test
    void brokersInAnotherOrderAreTheSame() throws IOException {
        write("quote-service", "KAFKA_BOOTSTRAP_SERVERS=b:9093,a:9093");
        write("webhook-ingest", "KAFKA_BOOTSTRAP_SERVERS=a:9093,b:9093");
        database("ramp-service", "ramp", "ramp", "KAFKA_BOOTSTRAP_SERVERS=a:9093,b:9093");
        database("notification-service", "notification", "notification", "KAFKA_BOOTSTRAP_SERVERS=a:9093,b:9093");

        assertThat(row("services agree").state()).isEqualTo(State.OK);
    }

    @Test
    void anotherPasswordOfOneServiceIsNamedAndNotShown() throws IOException {
        write("quote-service", "PASARELA_PROVIDERS_KILLB_PASSWORD=another-one");

        Row row = row("services agree");

        assertThat(row.state()).isEqualTo(State.FAILED);
        assertThat(row.found())
                .contains("PASARELA_PROVIDERS_KILLB_PASSWORD differs", "quote-service")
                .doesNotContain("another-one");
    }

    @Test
    void aServiceThatMigratesAnotherDatabaseThanItWritesToIsNamed() throws IOException {
        database("ramp-service", "ramp_restored", "ramp");

        assertThat(row(DATABASES).found()).contains("ramp-service migrates one and writes to another");
    }

    @Test
    void twoServicesOnOneDatabaseAreNamed() throws IOException {
        database("ramp-service", "notification", "notification");

        assertThat(row(DATABASES).found()).contains("ramp-service and notification-service have the same");
    }

    @Test
    void whereNothingIsSetNothingIsWell() {
        assertThat(new AgreementChecks(Settings.of(Map.of())).rows())
                .extracting(Row::state)
                .containsOnly(State.SKIPPED);
    }

    private void database(String service, String jdbc, String reactive, String... more) throws IOException {
        write(
                service,
                String.join("\n", more),
                "QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://db:5432/%s?sslmode=verify-full".formatted(jdbc),
                "QUARKUS_DATASOURCE_REACTIVE_URL=postgresql://db/%s?sslmode=verify-full".formatted(reactive));
    }

    private void write(String name, String... lines) throws IOException {
        Files.write(folder.resolve(name + ".env"), List.of(lines));
    }

    private List<Row> rows() {
        return new AgreementChecks(Settings.read(List.of(folder))).rows();
    }

    private Row row(String what) {
        return rows().stream()
                .filter(row -> row.what().equals(what))
                .findFirst()
                .orElseThrow();
    }
}
