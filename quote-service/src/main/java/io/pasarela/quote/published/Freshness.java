package io.pasarela.quote.published;

import io.pasarela.quote.cache.CachedReads.Cached;
import io.pasarela.quote.cache.CachedReads.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

/**
 * What an answer tells of its age, in the headers of RFC 9111 and 9211: {@code Age} counts from the read at the provider, {@code max-age} is the
 * whole lifetime, and an answer whose age is beyond it says so.
 */
record Freshness(long age, String cacheControl, String cacheStatus) {

    private static final String CACHE = "pasarela";

    static Freshness of(Cached<?> cached, Instant now) {
        return new Freshness(
                cached.ageSeconds(now),
                "private, max-age=" + cached.ttl().toSeconds(),
                status(
                        cached.source(),
                        Duration.between(now, cached.readAt().plus(cached.ttl()))
                                .toSeconds()));
    }

    /** Tells it, by name and value of each header. */
    void tell(BiConsumer<String, String> header) {
        header.accept("Age", Long.toString(age));
        header.accept("Cache-Control", cacheControl);
        header.accept("Cache-Status", cacheStatus);
    }

    /** The {@code ETag} of a page of this list. Weak, because it stands for the list, of which every limit and cursor shows another page. */
    static String etag(Cached<?> cached) {
        return "W/\"" + cached.tag() + '"';
    }

    private static String status(Source source, long ttl) {
        return switch (source) {
            case HIT -> CACHE + "; hit; ttl=" + ttl;
            case STALE -> CACHE + "; hit; ttl=" + ttl + "; detail=stale-if-error";
            case MISS -> CACHE + "; fwd=miss; ttl=" + ttl;
            case SHARED -> CACHE + "; fwd=miss; collapsed; ttl=" + ttl;
        };
    }
}
