package io.pasarela.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages about running it show commands that are run here, or of which it is known that they need a cluster or a container engine. */
class PagesTest {
    private static final Pattern SHELL = Pattern.compile("```bash\\n(.*?)```", Pattern.DOTALL);

    /** What these do is tried by hand before a release: there is neither a cluster nor an engine in CI. */
    private static final Pattern NEEDS_MORE_THAN_CI =
            Pattern.compile("(kubectl (apply|diff) --server-side -k k8s/overlays/(local|production)"
                    + "|kubectl -n pasarela (wait|port-forward|rollout) .*|kubectl label namespace .*"
                    + "|kind load docker-image .*|docker compose .*|cp \\.env\\.example \\.env|k8s/pin-images .*)");

    @Test
    void everyCommandIsKnown() {
        assertThat(Stream.of("k8s/README.md", "docs/containers.md").flatMap(PagesTest::commands))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .satisfiesAnyOf(
                                command -> assertThat(command).matches(NEEDS_MORE_THAN_CI),
                                command -> assertThat(command).isEqualTo("kubectl kustomize k8s/overlays/production")));
    }

    @Test
    void theImagesToLoadAreThoseOfCompose() {
        String load = commands("k8s/README.md")
                .filter(line -> line.startsWith("kind load"))
                .findFirst()
                .orElseThrow();

        assertThat(Stream.of(load.split(" ")).skip(3))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(Settings.SERVICES.stream(), Stream.of("sandbox"))
                        .map("pasarela/%s:dev"::formatted)
                        .toList());
    }

    @Test
    void theScriptsAreShell() throws IOException, InterruptedException {
        for (String script : new String[] {"k8s/pin-images", "images/footprint", "images/train.sh"}) {
            Process bash = new ProcessBuilder(
                            "bash", "-n", Rendered.ROOT.resolve(script).toString())
                    .inheritIO()
                    .start();
            assertThat(bash.waitFor()).as(script).isZero();
        }
    }

    private static Stream<String> commands(String page) {
        return SHELL.matcher(Settings.read(Rendered.ROOT.resolve(page)))
                .results()
                .flatMap(block -> block.group(1).lines());
    }
}
