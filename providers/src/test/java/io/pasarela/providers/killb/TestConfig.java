package io.pasarela.providers.killb;

import io.pasarela.sandbox.killb.KillbSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Configuration for a simulator, or for nobody at all. */
record TestConfig(URI url, KillbSignature.Variant webhookSignature, String secret) implements KillbConfig {

    static TestConfig of(URI url) {
        return new TestConfig(url, KillbSignature.Variant.HMAC_SHA256, "killb-test-secret-0123456789abcdef");
    }

    static TestConfig with(KillbSignature.Variant variant) {
        return new TestConfig(URI.create("http://127.0.0.1:1"), variant, "killb-test-secret-0123456789abcdef");
    }

    @Override
    public Optional<String> email() {
        return Optional.of(KillbSettings.DEFAULT.email());
    }

    @Override
    public Optional<String> password() {
        return Optional.of(KillbSettings.DEFAULT.password());
    }

    @Override
    public Optional<String> webhookSecret() {
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
}
