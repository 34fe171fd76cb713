package io.pasarela.deployment;

import static io.pasarela.deployment.Rendered.stream;
import static io.pasarela.deployment.Rendered.title;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What every pod must be like, whoever wrote it. */
final class PodRules {
    private static final List<String> WORKLOADS =
            List.of("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "ReplicaSet", "Pod");

    static final Rule NOT_ROOT = pods(
            "A pod runs as a numbered user that is not root, in groups that are not root's.",
            pod -> pod.at("/securityContext/runAsNonRoot").asBoolean()
                    && pod.at("/securityContext/runAsUser").asInt() > 0
                    && pod.at("/securityContext/runAsGroup").asInt() > 0);

    static final Rule SECCOMP = pods(
            "A pod may only make the system calls that the runtime's own profile allows.",
            pod -> pod.at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault"));

    static final Rule NO_TOKEN = pods(
            "A pod has a service account of its own, and no token of it: nothing here talks to the API server.",
            pod -> pod.path("automountServiceAccountToken").isBoolean()
                    && !pod.path("automountServiceAccountToken").asBoolean()
                    && pod.has("serviceAccountName")
                    && !pod.path("serviceAccountName").asText().equals("default"));

    static final Rule NOTHING_OF_THE_NODE = pods(
            "A pod shares nothing with its node.",
            pod -> !pod.has("hostNetwork")
                    && !pod.has("hostPID")
                    && !pod.has("hostIPC")
                    && stream(pod.path("volumes")).noneMatch(volume -> volume.has("hostPath")));

    static final Rule BOUNDED_VOLUMES = pods(
            "What a pod may write to has a bound.",
            pod -> stream(pod.path("volumes"))
                    .filter(volume -> volume.has("emptyDir"))
                    .allMatch(volume -> volume.path("emptyDir").has("sizeLimit")));

    static final Rule UNPRIVILEGED = containers(
            "A container cannot gain rights, has no capabilities, and cannot write to its image.",
            container -> container
                            .at("/securityContext/allowPrivilegeEscalation")
                            .isBoolean()
                    && !container
                            .at("/securityContext/allowPrivilegeEscalation")
                            .asBoolean()
                    && container.at("/securityContext/readOnlyRootFilesystem").asBoolean()
                    && container
                            .at("/securityContext/capabilities/drop")
                            .toString()
                            .equals("[\"ALL\"]")
                    && !container.at("/securityContext/capabilities").has("add")
                    && !container.at("/securityContext/privileged").asBoolean());

    static final Rule RESOURCES = containers(
            "A container says what it needs and what it may take at most, and gets the memory that it may take.",
            container -> Stream.of("/requests/cpu", "/requests/memory", "/limits/cpu", "/limits/memory")
                            .allMatch(path ->
                                    !container.at("/resources" + path).asText().isEmpty())
                    && container.at("/resources/requests/memory").equals(container.at("/resources/limits/memory")));

    static final Rule PROBES = new Rule(
            "A container that serves is asked whether it has started, is ready, and lives.",
            rendered -> workloads(rendered).entrySet().stream()
                    .filter(workload -> !stream(workload.getValue().path("containers"))
                            .allMatch(container -> Stream.of("startupProbe", "readinessProbe", "livenessProbe")
                                    .allMatch(container::has)))
                    .map(Map.Entry::getKey));

    static final Rule TAGGED = containers(
            "An image is named by a version or a digest, never by what is the latest.",
            container -> container
                    .path("image")
                    .asText()
                    .matches("[^:@]+(:(?!latest$)[^:@]+|(:[^:@]+)?@sha256:[0-9a-f]{64})"));

    /** Holds where it counts. */
    static final Rule DIGEST = containers(
            "In production an image is named by its digest: a tag can be moved.",
            container -> container.path("image").asText().matches("[^@]+@sha256:[0-9a-f]{64}"));

    static final Rule SECRETS_BY_REFERENCE = containers(
            "A secret comes from a Secret, never from a value in the manifest.",
            container -> stream(container.path("env"))
                    .filter(variable -> isSecret(variable.path("name").asText()))
                    .allMatch(variable -> variable.at("/valueFrom").has("secretKeyRef")));

    static final List<Rule> ALL = List.of(
            NOT_ROOT,
            SECCOMP,
            NO_TOKEN,
            NOTHING_OF_THE_NODE,
            BOUNDED_VOLUMES,
            UNPRIVILEGED,
            RESOURCES,
            PROBES,
            TAGGED,
            SECRETS_BY_REFERENCE);

    private PodRules() {}

    /** Whether a variable of this name holds something that nobody else may know. */
    static boolean isSecret(String variable) {
        return variable.matches(
                        ".*(PASSWORD|SECRET|JAAS_CONFIG|_KEYS_.*_VALUE|TOKEN|AUTH|_REDIS|REDIS_HOSTS|_DSN|PRIVATE_KEY).*")
                && !variable.matches(".*(AUTH_SERVER_URL|ALGORITHM|_FILE)");
    }

    /** The pod of each workload, by the workload's title. */
    static Map<String, JsonNode> workloads(Rendered rendered) {
        var pods = new TreeMap<String, JsonNode>();
        rendered.kind(WORKLOADS.toArray(String[]::new)).forEach(workload -> pods.put(title(workload), pod(workload)));
        return pods;
    }

    private static JsonNode pod(JsonNode workload) {
        return switch (Rendered.kind(workload)) {
            case "Pod" -> workload.path("spec");
            case "CronJob" -> workload.at("/spec/jobTemplate/spec/template/spec");
            default -> workload.at("/spec/template/spec");
        };
    }

    static Stream<JsonNode> containersOf(JsonNode pod) {
        return Stream.concat(stream(pod.path("initContainers")), stream(pod.path("containers")));
    }

    private static Rule pods(String sentence, Predicate<JsonNode> holds) {
        return new Rule(
                sentence,
                rendered -> workloads(rendered).entrySet().stream()
                        .filter(workload -> !holds.test(workload.getValue()))
                        .map(Map.Entry::getKey));
    }

    private static Rule containers(String sentence, Predicate<JsonNode> holds) {
        return new Rule(
                sentence,
                rendered -> workloads(rendered).entrySet().stream()
                        .flatMap(workload -> containersOf(workload.getValue())
                                .filter(container -> !holds.test(container))
                                .map(container -> workload.getKey() + ", container "
                                        + container.path("name").asText())));
    }
}
