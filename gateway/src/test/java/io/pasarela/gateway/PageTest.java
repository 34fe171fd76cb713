package io.pasarela.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    private static final Page.Cursor CURSOR = new Page.Cursor(
            Instant.parse("2026-11-23T12:00:00.123456Z"), UUID.fromString("6f1c2d3e-1111-4222-8333-444455556666"));

    @Test
    void aCursorComesBackAsItWasGiven() {
        assertThat(Page.Cursor.of(CURSOR.encoded())).contains(CURSOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "!!!", "MjAyNg", "Zm9vfGJhcg"})
    void aCursorThatWeNeverGaveIsRefused(String cursor) {
        assertThatThrownBy(() -> Page.Cursor.of(cursor)).isInstanceOf(ProblemException.class);
    }

    @Test
    void theLastPageHasNoCursor() {
        Page<Integer> page = Page.of(List.of(1, 2), 2, i -> i, _ -> CURSOR);

        assertThat(page).isEqualTo(new Page<>(List.of(1, 2), null));
    }

    @Test
    void aFullPageTellsWhereTheNextOneBegins() {
        Page<Integer> page = Page.of(List.of(1, 2, 3), 2, i -> i, _ -> CURSOR);

        assertThat(page).isEqualTo(new Page<>(List.of(1, 2), CURSOR.encoded()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "ten", "1e2", "99999999999"})
    void aLimitOutOfRangeIsRefused(String limit) {
        assertThatThrownBy(() -> Page.limit(limit)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aListAtHandIsPagedByKeyAndEveryItemIsShownOnce() {
        List<String> all = List.of("c", "a", "e", "b", "d");

        Page<String> first = Page.sorted(all, 2, null, key -> key);
        Page<String> second = Page.sorted(all, 2, first.nextCursor(), key -> key);
        Page<String> third = Page.sorted(all, 2, second.nextCursor(), key -> key);

        assertThat(first.data()).containsExactly("a", "b");
        assertThat(second.data()).containsExactly("c", "d");
        assertThat(third).isEqualTo(new Page<>(List.of("e"), null));
    }

    @Test
    void aPageGoesOnWhereItWasAlsoWhenItsLastItemIsGone() {
        Page<String> first = Page.sorted(List.of("a", "b", "c"), 2, null, key -> key);

        assertThat(Page.sorted(List.of("a", "c"), 2, first.nextCursor(), key -> key)
                        .data())
                .containsExactly("c");
    }

    @Test
    void whatIsNoCursorOfAListIsRefused() {
        assertThatThrownBy(() -> Page.requireKey("not base64!")).isInstanceOf(ProblemException.class);
        Page.requireKey(null);
    }
}
