package io.pasarela.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database is restored under its own name, so that nothing else need change. */
class RestoredTest {

    private static final Rendered RESTORING = Rendered.of("deployment/src/test/resources/restore");

    @ParameterizedTest
    @ValueSource(strings = {"ramp-db", "notification-db"})
    void aClusterIsMadeFromABackupInsteadOfEmptyAndIsOtherwiseWhatItWas(String name) {
        JsonNode made = Rendered.production().only("Cluster", name).path("spec");
        JsonNode restored = RESTORING.only("Cluster", name).path("spec");

        assertThat(restored.path("bootstrap").has("initdb")).isFalse();
        JsonNode recovery = restored.at("/bootstrap/recovery");
        assertThat(recovery.at("/backup/name").asText()).isEqualTo("BACKUP");
        for (String same : new String[] {"database", "owner"}) {
            assertThat(recovery.path(same)).isEqualTo(made.at("/bootstrap/initdb/" + same));
        }
        assertThat(without(restored)).isEqualTo(without(made));
    }

    @Test
    void backupsOutliveTheirCluster() {
        assertThat(Rendered.production().kind("ScheduledBackup"))
                .isNotEmpty()
                .allSatisfy(backup -> assertThat(
                                backup.at("/spec/backupOwnerReference").asText())
                        .isEqualTo("none"));
        assertThat(Rendered.production().kind("Cluster"))
                .allSatisfy(cluster -> assertThat(cluster.at("/spec/backup/volumeSnapshot/snapshotOwnerReference")
                                .asText("none"))
                        .isEqualTo("none"));
    }

    private static JsonNode without(JsonNode spec) {
        return ((ObjectNode) spec.deepCopy()).without("bootstrap");
    }
}
