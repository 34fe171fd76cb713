package io.pasarela.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every overlay keeps every rule, and every rule would notice. */
class RulesTest {

    /** How each rule is broken, in a copy of production. */
    private static final Map<Rule, Consumer<Rendered>> BROKEN = Map.ofEntries(
            Map.entry(PodRules.NOT_ROOT, set("/spec/template/spec/securityContext", "runAsUser", 0)),
            Map.entry(PodRules.SECCOMP, remove("/spec/template/spec/securityContext", "seccompProfile")),
            Map.entry(PodRules.NO_TOKEN, remove("/spec/template/spec", "automountServiceAccountToken")),
            Map.entry(PodRules.NOTHING_OF_THE_NODE, set("/spec/template/spec", "hostNetwork", true)),
            Map.entry(
                    PodRules.BOUNDED_VOLUMES,
                    rendered -> volume(rendered, "emptyDir").remove("sizeLimit")),
            Map.entry(
                    PodRules.UNPRIVILEGED,
                    set("/spec/template/spec/containers/0/securityContext", "readOnlyRootFilesystem", false)),
            Map.entry(PodRules.RESOURCES, remove("/spec/template/spec/containers/0/resources", "limits")),
            Map.entry(PodRules.PROBES, remove("/spec/template/spec/containers/0", "startupProbe")),
            Map.entry(
                    PodRules.TAGGED, set("/spec/template/spec/containers/0", "image", "pasarela/ramp-service:latest")),
            Map.entry(PodRules.DIGEST, set("/spec/template/spec/containers/0", "image", "pasarela/ramp-service:1.0")),
            Map.entry(
                    PodRules.SECRETS_BY_REFERENCE, rendered -> variable(rendered, "QUARKUS_DATASOURCE_PASSWORD", "x")),
            Map.entry(SystemRules.NOTHING_IS_LOST, set("/spec/template/spec", "terminationGracePeriodSeconds", 20)),
            Map.entry(SystemRules.SPREAD, remove("/spec/template/spec", "topologySpreadConstraints")),
            Map.entry(SystemRules.MIGRATED_FIRST, remove("/spec/template/spec", "initContainers")),
            Map.entry(
                    SystemRules.DENIED_BY_DEFAULT,
                    rendered -> ((ObjectNode)
                                    rendered.only("NetworkPolicy", "deny-all").path("spec"))
                            .putArray("egress")),
            Map.entry(
                    SystemRules.RESTRICTED_NAMESPACE,
                    rendered -> ((ObjectNode)
                                    rendered.only("Namespace", "pasarela").at("/metadata/labels"))
                            .put("pod-security.kubernetes.io/enforce", "baseline")),
            Map.entry(
                    SystemRules.ACCOUNTS_WITHOUT_TOKEN,
                    rendered -> rendered.only("ServiceAccount", "ramp-service").remove("automountServiceAccountToken")),
            Map.entry(
                    SystemRules.NOTHING_MISSING,
                    rendered -> volume(rendered, "secret").put("secretName", "forgotten")),
            Map.entry(
                    SystemRules.NO_SECRET_IN_SETTINGS,
                    rendered -> ((ObjectNode) rendered.kind("ConfigMap")
                                    .findFirst()
                                    .orElseThrow()
                                    .path("data"))
                            .put("QUARKUS_DATASOURCE_PASSWORD", "x")),
            Map.entry(
                    SystemRules.ENDS_MEET,
                    rendered -> ((ObjectNode) rendered.only("PodDisruptionBudget", "ramp-service")
                                    .at("/spec/selector/matchLabels"))
                            .put("app.kubernetes.io/name", "nobody")));

    static Stream<Arguments> rules() {
        return Stream.of(Rendered.production(), Rendered.local())
                .flatMap(rendered -> Stream.concat(PodRules.ALL.stream(), SystemRules.ALL.stream())
                        .map(rule -> Arguments.of(rendered.name(), rule.sentence(), rendered, rule)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("rules")
    void holds(String overlay, String sentence, Rendered rendered, Rule rule) {
        assertThat(rule.offenders().apply(rendered))
                .as("%s (%s)", sentence, overlay)
                .isEmpty();
    }

    @Test
    void imagesOfProductionAreNamedByDigest() {
        assertThat(PodRules.DIGEST.offenders().apply(Rendered.production()))
                .as(PodRules.DIGEST.sentence())
                .isEmpty();
    }

    static Stream<Arguments> broken() {
        return BROKEN.entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey().sentence(), entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aManifestThatBreaksARuleIsNamed(String sentence, Rule rule, Consumer<Rendered> mischief) {
        Rendered spoiled = Rendered.production().copy();

        mischief.accept(spoiled);

        assertThat(rule.offenders().apply(spoiled)).as(sentence).hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void everyRuleIsTried() {
        assertThat(BROKEN.keySet()).containsAll(PodRules.ALL).containsAll(SystemRules.ALL);
    }

    private static ObjectNode victim(Rendered rendered) {
        return rendered.only("Deployment", "ramp-service");
    }

    private static Consumer<Rendered> set(String path, String field, Object value) {
        return rendered -> ((ObjectNode) victim(rendered).at(path)).set(field, node(value));
    }

    private static JsonNode node(Object value) {
        return new com.fasterxml.jackson.databind.ObjectMapper().valueToTree(value);
    }

    private static Consumer<Rendered> remove(String path, String field) {
        return rendered -> ((ObjectNode) victim(rendered).at(path)).remove(List.of(field));
    }

    private static ObjectNode volume(Rendered rendered, String type) {
        return (ObjectNode) Rendered.stream(victim(rendered).at("/spec/template/spec/volumes"))
                .filter(volume -> volume.has(type))
                .findFirst()
                .orElseThrow()
                .path(type);
    }

    private static void variable(Rendered rendered, String name, String value) {
        var variables = (ArrayNode) victim(rendered).at("/spec/template/spec/containers/0/env");
        variables.addObject().put("name", name).put("value", value);
    }
}
