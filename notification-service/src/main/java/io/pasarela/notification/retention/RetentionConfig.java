package io.pasarela.notification.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long notices are kept; told to deployers in docs/notifications.md. */
@ConfigMapping(prefix = "pasarela.notifications.retention")
public interface RetentionConfig {

    /** Notices, read or not. What was told last of a ramp that is not over is kept longer. */
    @WithDefault("90D")
    Duration notices();

    /** Revocations; at least as long as the longest token is valid. */
    @WithDefault("2D")
    Duration revocations();

    /** How often old rows are looked for. */
    @WithDefault("10M")
    Duration every();

    /** Rows deleted in one transaction, at most; at least 1. */
    @WithDefault("1000")
    int batch();

    /** Batches at each time, at most; what is left waits for the next. */
    @WithDefault("100")
    int batches();
}
