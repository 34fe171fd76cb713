package io.pasarela.system.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.SandboxOptions;
import io.pasarela.system.support.IngestService;
import io.pasarela.system.support.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/webhooks.md tells to write works as it stands there. */
class WebhooksDocumentIT {

    private static final Path ROOT = SandboxOptions.enclosingCheckout();
    private static final Pattern BLOCK = Pattern.compile("```properties\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z0-9-]+)` \\|.* min \\||^\\| `([a-z0-9-]+)` \\|.* none \\|", Pattern.MULTILINE);

    @TempDir
    private Path secrets;

    @Test
    void theServiceStartsWithItsExamplesAndBelievesTheirProviders() throws IOException {
        for (String provider : new String[] {"killb", "stripe", "acme"}) {
            IngestService.write(secrets.resolve(provider).resolve("2026"), IngestService.SECRET);
        }
        String settings = BLOCK.matcher(document())
                .results()
                .map(block -> block.group(1).replace("/run/secrets", secrets.toString()))
                .collect(Collectors.joining("\n"));
        try (var ingest = IngestService.start(RunningSystem.get(), settings)) {
            String id = UUID.randomUUID().toString();
            long now = System.currentTimeMillis() / 1000;
            String tag = IngestService.hmac(IngestService.SECRET, "%d.%s.{}".formatted(now, id));
            assertThat(ingest.post("acme", "{}", "X-Acme-Id", id, "X-Acme-Signature", "t=%d,v1=%s".formatted(now, tag))
                            .statusCode())
                    .isEqualTo(200);
            // Our own address is not among those that the example allows.
            assertThat(ingest.post("stripe", "{}").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void itsTableNamesEveryReadyMadeScheme() throws IOException {
        Properties schemes = new Properties();
        Path file =
                ROOT.resolve("providers/src/main/resources/io/pasarela/providers/webhook/signature-schemes.properties");
        try (var reader = Files.newBufferedReader(file)) {
            schemes.load(reader);
        }
        assertThat(ROW.matcher(document())
                        .results()
                        .map(WebhooksDocumentIT::name)
                        .toList())
                .containsExactlyInAnyOrderElementsOf(schemes.stringPropertyNames().stream()
                        .map(setting -> setting.split("\\.")[2])
                        .collect(Collectors.toSet()));
    }

    private static String name(MatchResult row) {
        return row.group(1) == null ? row.group(2) : row.group(1);
    }

    private static String document() throws IOException {
        return Files.readString(ROOT.resolve("docs/webhooks.md"));
    }
}
