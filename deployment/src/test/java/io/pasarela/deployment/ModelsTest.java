package io.pasarela.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every object is what its type describes, and nothing else. */
class ModelsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k8s/overlays/production",
                "k8s/overlays/local",
                "deployment/src/test/resources/envoy-gateway",
                "deployment/src/test/resources/restore"
            })
    void everyObjectFitsItsModel(String kustomization) {
        assertThat(Rendered.of(kustomization).objects())
                .isNotEmpty()
                .allSatisfy(object -> assertThat(Models.fault(object))
                        .as(Rendered.title(object))
                        .isEmpty());
    }

    static Stream<ObjectNode> oneOfEachKind() {
        return Rendered.production().objects().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Rendered::kind, object -> object, (first, _) -> first, java.util.TreeMap::new))
                .values()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void aFieldThatNobodyKnowsIsNamed(ObjectNode object) {
        ObjectNode spoiled = object.deepCopy();
        (spoiled.has("spec") ? (ObjectNode) spoiled.path("spec") : spoiled).put("replicaz", 2);

        assertThat(Models.fault(spoiled))
                .as(Rendered.title(object))
                .hasValueSatisfying(fault -> assertThat(fault).contains("replicaz"));
    }

    @Test
    void aNumberWhereATextBelongsIsNamed() {
        ObjectNode spoiled =
                Rendered.production().only("Deployment", "ramp-service").deepCopy();
        ((ObjectNode) spoiled.at("/spec/template/spec/initContainers/0/env/0")).put("value", 8080);

        assertThat(Models.fault(spoiled)).isPresent();
    }

    @Test
    void aFieldThatIsRequiredAndMissingIsNamed() {
        ObjectNode spoiled =
                Rendered.production().only("ScaledObject", "ramp-service").deepCopy();
        ((ObjectNode) spoiled.path("spec")).remove("triggers");

        assertThat(Models.fault(spoiled))
                .hasValueSatisfying(fault -> assertThat(fault).contains("triggers"));
    }
}
