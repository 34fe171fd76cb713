package io.pasarela.deployment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;

/**
 * The parts that we use of custom resources whose authors publish no Java model: KEDA 2.18, External Secrets 2.x, CloudNativePG 1.27 and Envoy
 * Gateway 1.5, after their resource definitions. What stands here and is marked as required there is required here.
 */
final class CustomResources {
    private CustomResources() {}

    record ScaledObject(
            String apiVersion,
            String kind,
            ObjectMeta metadata,
            @JsonProperty(required = true) Spec spec) {
        record Spec(
                @JsonProperty(required = true) Target scaleTargetRef,
                Integer minReplicaCount,
                Integer maxReplicaCount,
                Integer pollingInterval,
                Integer cooldownPeriod,
                Advanced advanced,
                @JsonProperty(required = true) List<Trigger> triggers) {}

        record Target(@JsonProperty(required = true) String name) {}

        record Advanced(HpaConfig horizontalPodAutoscalerConfig) {}

        record HpaConfig(io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior behavior) {}

        record Trigger(
                @JsonProperty(required = true) String type,
                MetricType metricType,
                @JsonProperty(required = true) Map<String, String> metadata,
                Reference authenticationRef) {}

        enum MetricType {
            AverageValue,
            Value,
            Utilization
        }

        record Reference(@JsonProperty(required = true) String name) {}
    }

    record TriggerAuthentication(
            String apiVersion,
            String kind,
            ObjectMeta metadata,
            @JsonProperty(required = true) Spec spec) {
        record Spec(List<Parameter> secretTargetRef, List<Parameter> configMapTargetRef) {}

        record Parameter(
                @JsonProperty(required = true) String parameter,
                @JsonProperty(required = true) String name,
                @JsonProperty(required = true) String key) {}
    }

    record ExternalSecret(
            String apiVersion,
            String kind,
            ObjectMeta metadata,
            @JsonProperty(required = true) Spec spec) {
        record Spec(
                String refreshInterval, Store secretStoreRef, Target target, List<Data> data, List<From> dataFrom) {}

        record Store(StoreKind kind, String name) {}

        enum StoreKind {
            SecretStore,
            ClusterSecretStore
        }

        record Target(String name, CreationPolicy creationPolicy, Template template) {}

        enum CreationPolicy {
            Owner,
            Orphan,
            Merge,
            None
        }

        record Template(String type, Map<String, String> data) {}

        record Data(
                @JsonProperty(required = true) String secretKey,
                @JsonProperty(required = true) Remote remoteRef) {}

        record Remote(@JsonProperty(required = true) String key, String property) {}

        record From(Remote extract) {}
    }

    record Cluster(
            String apiVersion,
            String kind,
            ObjectMeta metadata,
            @JsonProperty(required = true) Spec spec) {
        record Spec(
                @JsonProperty(required = true) int instances,
                String imageName,
                Bootstrap bootstrap,
                Postgresql postgresql,
                UpdateStrategy primaryUpdateStrategy,
                UpdateMethod primaryUpdateMethod,
                Storage storage,
                Storage walStorage,
                io.fabric8.kubernetes.api.model.ResourceRequirements resources,
                Affinity affinity,
                Backup backup) {}

        record Bootstrap(Initdb initdb, Recovery recovery) {}

        record Recovery(ScaledObject.Reference backup, String database, String owner) {}

        record Initdb(
                String database,
                String owner,
                Boolean dataChecksums,
                String encoding,
                String localeProvider,
                String locale,
                String builtinLocale) {}

        record Postgresql(Synchronous synchronous, Map<String, String> parameters) {}

        record Synchronous(
                @JsonProperty(required = true) Method method,
                @JsonProperty(required = true) int number,
                Durability dataDurability) {}

        enum Method {
            any,
            first
        }

        enum Durability {
            required,
            preferred
        }

        enum UpdateStrategy {
            unsupervised,
            supervised
        }

        enum UpdateMethod {
            switchover,
            restart
        }

        record Storage(String size) {}

        record Affinity(Boolean enablePodAntiAffinity, String topologyKey, String podAntiAffinityType) {}

        record Backup(Snapshot volumeSnapshot, String target) {}

        record Snapshot(String className) {}
    }

    record ScheduledBackup(
            String apiVersion,
            String kind,
            ObjectMeta metadata,
            @JsonProperty(required = true) Spec spec) {
        record Spec(
                @JsonProperty(required = true) ScaledObject.Reference cluster,
                @JsonProperty(required = true) String schedule,
                Method method,
                Owner backupOwnerReference) {}

        enum Method {
            barmanObjectStore,
            volumeSnapshot,
            plugin
        }

        enum Owner {
            none,
            self,
            cluster
        }
    }

    record BackendTrafficPolicy(
            String apiVersion,
            String kind,
            ObjectMeta metadata,
            @JsonProperty(required = true) Spec spec) {
        record Spec(List<Target> targetRefs, RateLimit rateLimit) {}

        record Target(
                @JsonProperty(required = true) String group,
                @JsonProperty(required = true) String kind,
                @JsonProperty(required = true) String name) {}

        record RateLimit(Type type, Local local) {}

        enum Type {
            Local,
            Global
        }

        record Local(List<Rule> rules) {}

        record Rule(@JsonProperty(required = true) Limit limit) {}

        record Limit(
                @JsonProperty(required = true) int requests,
                @JsonProperty(required = true) Unit unit) {}

        enum Unit {
            Second,
            Minute,
            Hour
        }
    }
}
