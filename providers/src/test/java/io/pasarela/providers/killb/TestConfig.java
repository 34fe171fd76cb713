package io.pasarela.providers.killb;

import io.pasarela.sandbox.killb.KillbSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Configuration for a simulator, or for nobody at all. */
record TestConfig(URI url) implements KillbConfig {

    @Override
    public Optional<String> email() {
        return Optional.of(KillbSettings.DEFAULT.email());
    }

    @Override
    public Optional<String> password() {
        return Optional.of(KillbSettings.DEFAULT.password());
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Rate rate() {
        return new Rate() {
            @Override
            public int perSecond() {
                return 1000;
            }

            @Override
            public int burst() {
                return 1000;
            }
        };
    }
}
