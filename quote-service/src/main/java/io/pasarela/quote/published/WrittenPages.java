package io.pasarela.quote.published;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pasarela.gateway.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pages as they were written a moment ago: the same page of the same list is the same bytes, for whoever asks. */
@ApplicationScoped
class WrittenPages {

    private static final long BYTES_MAX = 8L * 1024 * 1024;

    /**
     * @param list the key that the list is cached under
     * @param tag of the whole list: another content has another tag
     */
    record Which(
            String list, String tag, int limit, @Nullable String after) {}

    private final ObjectMapper json;
    private final Cache<Which, byte[]> written = Caffeine.newBuilder()
            .maximumWeight(BYTES_MAX)
            .weigher((Which which, byte[] page) -> page.length
                    + 500
                    + 2 * (which.after() == null ? 0 : which.after().length()))
            .build();

    WrittenPages(ObjectMapper json) {
        this.json = json;
    }

    /** The page, if it was written a moment ago. */
    Optional<byte[]> known(Which which) {
        return Optional.ofNullable(written.getIfPresent(which));
    }

    byte[] of(Which which, Supplier<Page<?>> page) {
        return written.get(which, _ -> written(page.get()));
    }

    private byte[] written(Page<?> page) {
        try {
            return json.writeValueAsBytes(page);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a page is always writable", e);
        }
    }
}
