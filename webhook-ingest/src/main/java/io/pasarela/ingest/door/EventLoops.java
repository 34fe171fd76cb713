package io.pasarela.ingest.door;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.inject.Singleton;

/**
 * Two event loops for each core, as Vert.x has it by itself, and not one, as the framework does: while one answers, the next reads what the
 * answered send anew.
 */
@Singleton
class EventLoops implements VertxOptionsCustomizer {

    @Override
    public void accept(VertxOptions options) {
        options.setEventLoopPoolSize(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE);
    }
}
