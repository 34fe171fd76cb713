package io.pasarela.quote.published;

import io.pasarela.quote.cache.CachedReads.Cached;
import io.pasarela.quote.cache.CachedReads.Source;
import jakarta.ws.rs.core.EntityTag;
import java.time.Duration;
import java.time.Instant;

/**
 * What an answer tells of its age, in the headers of RFC 9111 and 9211: {@code Age} counts from the read at the provider, {@code max-age} is the
 * whole lifetime, and an answer whose age is beyond it says so.
 */
record Freshness(long age, String cacheControl, String cacheStatus, EntityTag tag) {

    private static final String CACHE = "pasarela";

    static Freshness of(Cached<?> cached, Instant now) {
        return new Freshness(
                cached.ageSeconds(now),
                "private, max-age=" + cached.ttl().toSeconds(),
                status(
                        cached.source(),
                        Duration.between(now, cached.readAt().plus(cached.ttl()))
                                .toSeconds()),
                // Weak, because the page of a list that it stands for is another one for every limit and cursor.
                new EntityTag(cached.tag(), true));
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
