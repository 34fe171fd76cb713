package io.pasarela.deployment;

import static io.pasarela.deployment.Rendered.name;
import static io.pasarela.deployment.Rendered.stream;
import static io.pasarela.deployment.Rendered.title;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold of the objects together. */
final class SystemRules {
    private static final Set<String> LABELS_OF_SPREAD = Set.of("topology.kubernetes.io/zone", "kubernetes.io/hostname");

    static final Rule NOTHING_IS_LOST = new Rule(
            "A service is replaced one by one, after the new replica is ready, and has longer to end than the pause"
                    + " and the drain together.",
            rendered -> services(rendered)
                    .filter(service -> !service.at("/spec/strategy/rollingUpdate/maxUnavailable")
                                    .asText()
                                    .equals("0")
                            || service.at("/spec/template/spec/terminationGracePeriodSeconds")
                                            .asInt()
                                    < pause(service) + Settings.drainSeconds(name(service)) + 10
                            || pause(service) < 5)
                    .map(Rendered::title));

    static final Rule SPREAD = new Rule(
            "Replicas of a service are spread over nodes and zones.",
            rendered -> services(rendered)
                    .filter(service -> !stream(service.at("/spec/template/spec/topologySpreadConstraints"))
                            .map(constraint -> constraint.path("topologyKey").asText())
                            .collect(Collectors.toSet())
                            .equals(LABELS_OF_SPREAD))
                    .map(Rendered::title));

    static final Rule MIGRATED_FIRST = new Rule(
            "A service with a database is migrated before it starts, and itself only checks.",
            rendered -> services(rendered)
                    .filter(service -> Settings.declares(name(service), "quarkus.flyway."))
                    .filter(service -> !"true"
                                    .equals(value(service, "/initContainers/0", "QUARKUS_FLYWAY_MIGRATE_AT_START"))
                            || !"true".equals(value(service, "/initContainers/0", "QUARKUS_INIT_AND_EXIT"))
                            || !"false".equals(value(service, "/containers/0", "QUARKUS_FLYWAY_MIGRATE_AT_START"))
                            || !"true".equals(value(service, "/containers/0", "QUARKUS_FLYWAY_VALIDATE_AT_START")))
                    .map(Rendered::title));

    static final Rule DENIED_BY_DEFAULT = new Rule(
            "Whatever is not allowed by name is denied, in and out.",
            rendered -> rendered.kind("NetworkPolicy")
                            .anyMatch(policy -> policy.at("/spec/podSelector").isEmpty()
                                    && policy.at("/spec/policyTypes").size() == 2
                                    && !policy.path("spec").has("ingress")
                                    && !policy.path("spec").has("egress"))
                    ? Stream.of()
                    : Stream.of("no NetworkPolicy denies all"));

    static final Rule RESTRICTED_NAMESPACE = new Rule(
            "The namespace takes restricted pods only.",
            rendered -> rendered.kind("Namespace")
                    .filter(namespace -> !namespace
                            .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                            .asText()
                            .equals("restricted"))
                    .map(Rendered::title));

    static final Rule ACCOUNTS_WITHOUT_TOKEN = new Rule(
            "A service account hands out no token by itself.",
            rendered -> rendered.kind("ServiceAccount")
                    .filter(account -> !account.path("automountServiceAccountToken")
                                    .isBoolean()
                            || account.path("automountServiceAccountToken").asBoolean())
                    .map(Rendered::title));

    static final Rule NOTHING_MISSING = new Rule(
            "What a pod is told to read is there, or is made by an operator: else it would wait for ever.",
            rendered -> PodRules.workloads(rendered).entrySet().stream()
                    .flatMap(workload -> references(workload.getValue())
                            .filter(reference -> !known(rendered).contains(reference))
                            .map(reference -> workload.getKey() + " reads " + reference)));

    static final Rule NO_SECRET_IN_SETTINGS = new Rule(
            "A ConfigMap holds no secret.",
            rendered -> rendered.kind("ConfigMap")
                    .filter(map -> fields(map.path("data")).anyMatch(PodRules::isSecret))
                    .map(Rendered::title));

    static final Rule ENDS_MEET = new Rule(
            "What is scaled, budgeted or routed to exists.",
            rendered -> targets(rendered).filter(target -> !exists(rendered, target)));

    static final List<Rule> ALL = List.of(
            NOTHING_IS_LOST,
            SPREAD,
            MIGRATED_FIRST,
            DENIED_BY_DEFAULT,
            RESTRICTED_NAMESPACE,
            ACCOUNTS_WITHOUT_TOKEN,
            NOTHING_MISSING,
            NO_SECRET_IN_SETTINGS,
            ENDS_MEET);

    private SystemRules() {}

    /** The four services' Deployments. */
    static Stream<ObjectNode> services(Rendered rendered) {
        return rendered.kind("Deployment")
                .filter(deployment -> deployment
                        .at("/metadata/labels/app.kubernetes.io~1part-of")
                        .asText()
                        .equals("pasarela"));
    }

    static Stream<String> fields(JsonNode object) {
        return object.properties().stream().map(java.util.Map.Entry::getKey);
    }

    private static int pause(JsonNode service) {
        return service.at("/spec/template/spec/containers/0/lifecycle/preStop/sleep/seconds")
                .asInt();
    }

    private static String value(JsonNode service, String container, String variable) {
        return stream(service.at("/spec/template/spec" + container + "/env"))
                .filter(entry -> entry.path("name").asText().equals(variable))
                .map(entry -> entry.path("value").asText())
                .findFirst()
                .orElse("");
    }

    private static Stream<String> references(JsonNode pod) {
        Stream<String> volumes = stream(pod.path("volumes"))
                .flatMap(volume -> Stream.of(
                        "Secret " + volume.at("/secret/secretName").asText(),
                        "ConfigMap " + volume.at("/configMap/name").asText()));
        Stream<String> variables = PodRules.containersOf(pod)
                .flatMap(container -> Stream.concat(
                        stream(container.path("envFrom"))
                                .map(source -> "ConfigMap "
                                        + source.at("/configMapRef/name").asText()),
                        stream(container.path("env"))
                                .map(variable -> "Secret "
                                        + variable.at("/valueFrom/secretKeyRef/name")
                                                .asText())));
        return Stream.concat(volumes, variables)
                .filter(reference -> !reference.endsWith(" "))
                .distinct();
    }

    /** Secrets and ConfigMaps that are in it, and those that operators make of what is in it. */
    private static Set<String> known(Rendered rendered) {
        Stream<String> plain = rendered.kind("Secret", "ConfigMap").map(Rendered::title);
        Stream<String> external = rendered.kind("ExternalSecret")
                .map(secret -> "Secret " + secret.at("/spec/target/name").asText());
        Stream<String> users = rendered.kind("KafkaUser").map(user -> "Secret kafka-user-" + name(user));
        Stream<String> databases = rendered.kind("Cluster")
                .flatMap(cluster -> Stream.of("Secret " + name(cluster) + "-app", "Secret " + name(cluster) + "-ca"));
        Stream<String> kafka = rendered.kind("Kafka").map(cluster -> "Secret " + name(cluster) + "-cluster-ca-cert");
        return Stream.of(plain, external, users, databases, kafka)
                .flatMap(all -> all)
                .collect(Collectors.toSet());
    }

    private static Stream<String> targets(Rendered rendered) {
        Stream<String> scaled = rendered.kind("HorizontalPodAutoscaler", "ScaledObject")
                .map(scaler ->
                        "Deployment " + scaler.at("/spec/scaleTargetRef/name").asText());
        Stream<String> routed = rendered.kind("HTTPRoute")
                .flatMap(route -> stream(route.at("/spec/rules")))
                .flatMap(rule -> stream(rule.path("backendRefs")))
                .map(backend -> "Service " + backend.path("name").asText());
        Stream<String> selected = rendered.kind("Service", "PodDisruptionBudget")
                .map(object -> "Deployment "
                        + (object.at("/spec/selector/app.kubernetes.io~1name").asText()
                                + object.at("/spec/selector/matchLabels/app.kubernetes.io~1name")
                                        .asText()));
        return Stream.of(scaled, routed, selected).flatMap(all -> all);
    }

    private static boolean exists(Rendered rendered, String title) {
        return rendered.objects().stream().anyMatch(object -> title(object).equals(title));
    }
}
