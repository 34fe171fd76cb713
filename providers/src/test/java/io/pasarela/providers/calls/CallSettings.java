package io.pasarela.providers.calls;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** The settings of calls as a service has them, apart from those that a test names. */
public final class CallSettings {

    private CallSettings() {}

    /** @param changes key without prefix → value, e.g. {@code retry.max} */
    public static CallsConfig with(Map<String, String> changes) {
        var builder = new SmallRyeConfigBuilder()
                .withMapping(CallsConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter());
        changes.forEach((key, value) -> builder.withDefaultValue("pasarela.providers.calls." + key, value));
        return builder.build().getConfigMapping(CallsConfig.class);
    }
}
