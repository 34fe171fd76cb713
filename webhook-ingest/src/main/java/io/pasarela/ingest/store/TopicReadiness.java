package io.pasarela.ingest.store;

import io.pasarela.contracts.events.Topics;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Ready while the topic can be reached. Redis is not asked for: without it only repetitions cost more. */
@Readiness
@ApplicationScoped
class TopicReadiness implements AsyncHealthCheck {

    private static final String NAME = "topic " + Topics.PROVIDER_WEBHOOKS;
    private static final int ANSWER_WITHIN_MILLIS = 2_000;

    private final Map<String, Object> settings;
    private @Nullable Admin admin;

    TopicReadiness(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.settings = new HashMap<>(broker);
        settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "webhook-ingest-readiness");
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(() -> admin().describeTopics(List.of(Topics.PROVIDER_WEBHOOKS))
                        .allTopicNames()
                        .toCompletionStage())
                .ifNoItem()
                .after(Duration.ofMillis(ANSWER_WITHIN_MILLIS))
                .fail()
                .map(_ -> HealthCheckResponse.up(NAME))
                .onFailure()
                .recoverWithItem(_ -> HealthCheckResponse.down(NAME));
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(settings);
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
