package io.pasarela.quote.cache;

import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Looks at what Redis keeps, shared by all who ask on one event loop. Who asks while a look is under way shares the next one, so that nobody is
 * told what was there before they asked.
 */
final class Looks {

    private static final Logger LOG = Logger.getLogger(Looks.class);

    private final CacheStore store;

    /** Those under way, of one event loop each: nobody else touches them. */
    private final ThreadLocal<Map<CacheKey, Look>> underWay = ThreadLocal.withInitial(HashMap::new);

    Looks(CacheStore store) {
        this.store = store;
    }

    /**
     * To be called on an event loop.
     *
     * @param told later on the same event loop, maybe on another context of it; empty when nothing is there or Redis is away
     */
    void look(CacheKey key, Consumer<Optional<Entry>> told) {
        Map<CacheKey, Look> looks = underWay.get();
        Look present = looks.get(key);
        if (present != null) {
            present.asking.add(told);
            return;
        }
        Look look = new Look(looks, key, VertxContext.getRootContext(Vertx.currentContext()));
        looks.put(key, look);
        look.asking.add(told);
        look.begin();
    }

    /** The look under way at one key, and who waits for the one after it. */
    private final class Look {

        private final Map<CacheKey, Look> looks;
        private final CacheKey key;
        private final Context loop;
        private List<Consumer<Optional<Entry>>> asking = new ArrayList<>();

        private Look(Map<CacheKey, Look> looks, CacheKey key, Context loop) {
            this.looks = looks;
            this.key = key;
            this.loop = loop;
        }

        private void begin() {
            List<Consumer<Optional<Entry>>> asked = asking;
            asking = new ArrayList<>();
            store.find(key)
                    .subscribe()
                    .with(
                            entry -> loop.runOnContext(_ -> landed(asked, entry)),
                            _ -> loop.runOnContext(_ -> landed(asked, Optional.empty())));
        }

        private void landed(List<Consumer<Optional<Entry>>> asked, Optional<Entry> entry) {
            if (asking.isEmpty()) {
                looks.remove(key);
            } else {
                begin();
            }
            for (Consumer<Optional<Entry>> told : asked) {
                try {
                    told.accept(entry);
                } catch (RuntimeException e) {
                    LOG.error("what was looked at could not be told", e);
                }
            }
        }
    }
}
