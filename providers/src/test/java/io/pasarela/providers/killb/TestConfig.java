package io.pasarela.providers.killb;

import io.pasarela.sandbox.killb.KillbSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Configuration for a simulator, or for nobody at all. */
record TestConfig(URI url, int perSecond, int burst, String secret, Optional<Path> passwordFile)
        implements KillbConfig {

    TestConfig(URI url) {
        this(url, 1000, 1000);
    }

    TestConfig(URI url, int perSecond, int burst) {
        this(url, perSecond, burst, KillbSettings.DEFAULT.password());
    }

    TestConfig(URI url, int perSecond, int burst, String secret) {
        this(url, perSecond, burst, secret, Optional.empty());
    }

    @Override
    public Optional<String> email() {
        return Optional.of(KillbSettings.DEFAULT.email());
    }

    @Override
    public Optional<String> password() {
        return Optional.of(secret);
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
    public Duration refusedFor() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Rate rate() {
        return new Share(perSecond, burst);
    }

    private record Share(int perSecond, int burst) implements Rate {
        @Override
        public int lookingPercent() {
            return 50;
        }
    }
}
