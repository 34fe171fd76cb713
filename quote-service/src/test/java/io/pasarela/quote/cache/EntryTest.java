package io.pasarela.quote.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {

    private static final Instant READ_AT = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void isReadAsItWasWritten() {
        Entry entry = Entry.of(List.of("a", "b\nc"), READ_AT, HOUR);

        assertThat(Entry.read(entry.written())).contains(entry);
        assertThat(entry.value(new TypeReference<List<String>>() {})).contains(List.of("a", "b\nc"));
    }

    @Test
    void isFreshUntilItsLifetimeIsOverAndBearableForTheBoundBeyond() {
        Entry entry = Entry.of(List.of(), READ_AT, HOUR);

        assertThat(entry.isFresh(READ_AT.plus(HOUR).minusMillis(1))).isTrue();
        assertThat(entry.isFresh(READ_AT.plus(HOUR))).isFalse();
        assertThat(entry.isBearable(READ_AT.plus(HOUR.multipliedBy(3)).minusMillis(1), HOUR.multipliedBy(2)))
                .isTrue();
        assertThat(entry.isBearable(READ_AT.plus(HOUR.multipliedBy(3)), HOUR.multipliedBy(2)))
                .isFalse();
    }

    @Test
    void theTagTellsOneValueFromAnother() {
        assertThat(Entry.of(List.of("a"), READ_AT, HOUR).tag())
                .hasSize(16)
                .isEqualTo(Entry.of(List.of("a"), READ_AT.plus(HOUR), HOUR).tag())
                .isNotEqualTo(Entry.of(List.of("b"), READ_AT, HOUR).tag());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"value\":[]}", "1 2\n[]", "x y z\n[]", "\n"})
    void whatAnotherVersionWroteIsNoEntry(String text) {
        assertThat(Entry.read(text)).isEmpty();
        assertThat(Entry.read(null)).isEmpty();
    }

    @Test
    void aValueOfAnotherTypeIsNoValue() {
        assertThat(Entry.of("text", READ_AT, HOUR).value(new TypeReference<List<String>>() {}))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, PT54M", "50000, PT1H", "100000, PT66M"})
    void aLifetimeIsTenPercentShorterOrLongerByChance(int chance, Duration ttl) {
        assertThat(Jitter.of(HOUR, 10, chance)).isEqualTo(ttl);
        assertThat(Jitter.of(HOUR, 0, chance)).isEqualTo(HOUR);
    }

    @Test
    void theKindIsTheSecondWordOfAKey() {
        assertThat(new CacheKey("killb:user:a:b").kind()).isEqualTo("user");
        assertThat(new CacheKey("killb:pairs").kind()).isEqualTo("pairs");
    }
}
