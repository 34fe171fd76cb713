package io.pasarela.providers.killb;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Access to KillB. Secrets have no default and come from the environment or mounted files.
 */
@ConfigMapping(prefix = "pasarela.providers.killb")
public interface KillbConfig {

    /** Production is https://killb.app, the vendor's sandbox https://sandbox.killb.app. Must be https in production mode. */
    @WithDefault("https://sandbox.killb.app")
    URI url();

    /** E-mail of the API user. */
    Optional<String> email();

    /** Password of the API user. */
    Optional<String> password();

    /** Longest wait for a connection. */
    @WithDefault("2S")
    Duration connectTimeout();

    /** Longest wait for an answer. KillB's own client waits 30 s; a person does not. */
    @WithDefault("10S")
    Duration timeout();
}
