package io.pasarela.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.pasarela.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What kubectl makes of a kustomization, as it would be applied. Each is rendered once per run. */
record Rendered(String name, List<ObjectNode> objects) {
    static final Path ROOT = SandboxOptions.enclosingCheckout();

    private static final Map<String, Rendered> KNOWN = new ConcurrentHashMap<>();

    /** @param kustomization a folder, seen from the root of the checkout */
    static Rendered of(String kustomization) {
        return KNOWN.computeIfAbsent(kustomization, Rendered::render);
    }

    static Rendered production() {
        return of("k8s/overlays/production");
    }

    static Rendered local() {
        return of("k8s/overlays/local");
    }

    /** A copy that a test may spoil. */
    Rendered copy() {
        return new Rendered(name, objects.stream().map(ObjectNode::deepCopy).toList());
    }

    Stream<ObjectNode> kind(String... kinds) {
        return objects.stream().filter(object -> List.of(kinds).contains(kind(object)));
    }

    ObjectNode only(String kind, String name) {
        return kind(kind)
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no %s %s in %s".formatted(kind, name, this.name)));
    }

    boolean has(String kind, Predicate<String> named) {
        return kind(kind).map(Rendered::name).anyMatch(named);
    }

    static String kind(JsonNode object) {
        return object.path("kind").asText();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    /** {@code Deployment ramp-service}, for messages. */
    static String title(JsonNode object) {
        return kind(object) + " " + name(object);
    }

    static Stream<JsonNode> stream(JsonNode list) {
        return java.util.stream.StreamSupport.stream(list.spliterator(), false);
    }

    private static Rendered render(String kustomization) {
        try {
            Process kubectl = new ProcessBuilder(
                            "kubectl", "kustomize", ROOT.resolve(kustomization).toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (var output = kubectl.inputReader()) {
                List<ObjectNode> objects = new YAMLMapper()
                        .readerFor(ObjectNode.class)
                        .<ObjectNode>readValues(output)
                        .readAll();
                if (kubectl.waitFor() != 0 || objects.isEmpty()) {
                    throw new AssertionError("kubectl kustomize %s failed".formatted(kustomization));
                }
                return new Rendered(kustomization, objects);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("kubectl is needed; CONTRIBUTING.md says where it comes from", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
