package io.pasarela.notification.delivery;

import io.pasarela.notification.outbound.OutboundConfig;
import io.pasarela.notification.outbound.SecretBox;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start when a channel that is on lacks something, or when production would call what only a sandbox may. */
@ApplicationScoped
class ChannelChecks {

    private final List<Channel> channels;
    private final OutboundConfig config;
    private final boolean production;

    ChannelChecks(
            @All List<Channel> channels,
            OutboundConfig config,
            @ConfigProperty(name = "pasarela.mode", defaultValue = "production") String mode) {
        this.channels = channels;
        this.config = config;
        this.production = !mode.equals("sandbox");
    }

    void onStart(@Observes StartupEvent event) {
        fault(channels, config, production).ifPresent(fault -> {
            throw new IllegalStateException("Not started, because of the configuration: " + fault);
        });
    }

    /** What is wrong, in words that never quote a secret. */
    static Optional<String> fault(List<Channel> channels, OutboundConfig config, boolean production) {
        if (production && config.loopbackAllowed()) {
            return Optional.of("pasarela.channels.loopback-allowed is for development only");
        }
        List<Channel> on =
                channels.stream().filter(channel -> channel.settings().isOn()).toList();
        if (on.isEmpty()) {
            return Optional.empty();
        }
        return SecretBox.fault(config.secretKeys().orElse(List.of()))
                .map(fault -> "pasarela.channels.secret-keys " + fault)
                .or(() -> on.stream()
                        .map(channel -> channel.settings().schedule().isEmpty()
                                ? Optional.of("the schedule of channel %s is empty".formatted(channel.name()))
                                : channel.fault(production))
                        .flatMap(Optional::stream)
                        .findFirst());
    }
}
