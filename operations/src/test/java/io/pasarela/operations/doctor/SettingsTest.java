package io.pasarela.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void aServicesOwnFileWinsAndSoDoesALaterFolder() throws IOException {
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(folder.resolve("pasarela.env"), "# of all\nA=all\nB=all\nEMPTY=\n");
        Files.writeString(folder.resolve("ramp-service.env"), "B=ramp\nURL=jdbc:postgresql://db/ramp?a=b\n");
        Files.writeString(secrets.resolve("ramp-service.env"), "C=secret\n");

        Settings settings = Settings.read(List.of(folder, secrets));

        assertThat(settings.value(Settings.RAMP, "A")).contains("all");
        assertThat(settings.value(Settings.RAMP, "B")).contains("ramp");
        assertThat(settings.value(Settings.QUOTE, "B")).contains("all");
        assertThat(settings.value(Settings.RAMP, "C")).contains("secret");
        assertThat(settings.value(Settings.RAMP, "URL")).contains("jdbc:postgresql://db/ramp?a=b");
        assertThat(settings.value(Settings.RAMP, "EMPTY")).isEmpty();
    }

    @Test
    void composeIsUnderstood() throws IOException {
        Settings settings = Settings.compose(Http.JSON.readTree("""
                {"services":{"ramp-service":{"environment":{"PASARELA_MODE":"sandbox","A":"b"}},"kafka":{"environment":{"A":"c"}}}}
                """));

        assertThat(settings.value(Settings.RAMP, "A")).contains("b");
        assertThat(settings.isSandbox(Settings.RAMP)).isTrue();
        assertThat(settings.isSandbox()).isFalse();
    }

    @Test
    void anythingButTheWordSandboxIsProduction() {
        assertThat(Settings.of(java.util.Map.of("PASARELA_MODE", "Sandbox")).isSandbox())
                .isFalse();
    }
}
