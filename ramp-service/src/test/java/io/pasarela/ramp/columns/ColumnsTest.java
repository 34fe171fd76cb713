package io.pasarela.ramp.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    private enum Colour {
        GREEN
    }

    @SuppressWarnings("unused") // read by what is tested
    private static final class Thing {
        private static final String NAME = "no column";

        private final UUID id = new UUID(1, 2);
        private final Instant firstSeenAt = Instant.parse("2026-11-23T12:00:00.123456Z");
        private final Colour colour = Colour.GREEN;
        private final byte[] bytes = {1, 2};
        private final BigDecimal amount = new BigDecimal("1.50");
        private final long sequence = 3;
        private final @Nullable String note = null;
        private final transient String passing = "no column";
    }

    private static final class Odd {
        private final double amount = 1.5;
    }

    private final Columns<Thing> columns = Columns.of(Thing.class);

    @Test
    void theyAreNamedAsHibernateNamesThem() {
        assertThat(columns.names()).isEqualTo("id, first_seen_at, colour, bytes, amount, sequence, note");
        assertThat(columns.count()).isEqualTo(7);
    }

    @Test
    void partsOfStatementsCountTheirParametersFromTheGivenOne() {
        Columns<Thing> some = columns.without(Set.of("id", "bytes", "amount", "sequence", "note"));

        assertThat(some.parameters(3)).isEqualTo("$3, $4");
        assertThat(some.assignments(2)).isEqualTo("first_seen_at = $2, colour = $3");
        assertThat(some.namesOf("t")).isEqualTo("t.first_seen_at, t.colour");
    }

    @Test
    void valuesAreAsTheClientOfPostgresqlTakesThem() {
        assertThat(columns.values(new Thing()))
                .isEqualTo(Arrays.asList(
                        new UUID(1, 2),
                        OffsetDateTime.parse("2026-11-23T12:00:00.123456Z"),
                        "GREEN",
                        Buffer.buffer(new byte[] {1, 2}),
                        new BigDecimal("1.50"),
                        3L,
                        null));
    }

    @Test
    void aColumnThatIsNotThereCannotBeLeftOut() {
        Set<String> misspelt = Set.of("sequense");

        assertThatThrownBy(() -> columns.without(misspelt)).hasMessageContaining("sequense");
    }

    @Test
    void aTypeThatNobodyHereKnowsIsRefusedAtOnceAndNotWhenItIsRead() {
        assertThatThrownBy(() -> Columns.of(Odd.class)).hasMessageContaining("double");
    }

    @Test
    void theOrderOfValuesIsThatOfNames() {
        Columns<Thing> some = columns.without(Set.of("first_seen_at", "colour", "bytes", "amount", "note"));

        assertThat(some.names()).isEqualTo("id, sequence");
        assertThat(some.values(new Thing())).isEqualTo(List.of(new UUID(1, 2), 3L));
    }
}
