package io.pasarela.quote.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.quote.cache.CachedReads.Cached;
import io.pasarela.quote.cache.CachedReads.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {

    private static final Instant READ_AT = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "HIT, 100, pasarela; hit; ttl=200",
        "MISS, 0, pasarela; fwd=miss; ttl=300",
        "SHARED, 0, pasarela; fwd=miss; collapsed; ttl=300",
        "STALE, 330, pasarela; hit; ttl=-30; detail=stale-if-error"
    })
    void anAnswerTellsWhereItCameFromAndHowLongItIsFresh(Source source, int age, String status) {
        Freshness freshness = Freshness.of(cached(source), READ_AT.plusSeconds(age));

        assertThat(freshness.cacheStatus()).isEqualTo(status);
        assertThat(freshness.age()).isEqualTo(age);
    }

    @Test
    void maxAgeIsTheWholeLifetimeBecauseAgeIsTakenFromIt() {
        assertThat(Freshness.of(cached(Source.HIT), READ_AT.plusSeconds(100)).cacheControl())
                .isEqualTo("private, max-age=300");
    }

    private static Cached<List<String>> cached(Source source) {
        return new Cached<>(List.of(), READ_AT, Duration.ofSeconds(300), "tag", source);
    }
}
