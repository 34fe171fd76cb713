package io.pasarela.operations.replay;

import static io.pasarela.operations.kafka.StoredRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class SelectionTest {

    private static final Instant FROM = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-21T00:00:00Z");
    private static final Selection ALL = new Selection("killb", null, FROM, TO);
    private static final Selection ONE = new Selection("killb", "ramp-1", FROM, TO);

    @Test
    void aWebhookOfThatProviderAndTimeIsReplayed() {
        assertThat(ALL.of(webhook(FROM, "killb:ramp-1", "killb"))).isEqualTo(Verdict.REPLAY);
        assertThat(ONE.of(webhook(FROM, "killb:ramp-1", "killb"))).isEqualTo(Verdict.REPLAY);
    }

    @Test
    void theEndOfOneDayIsTheBeginningOfTheNext() {
        assertThat(ALL.of(webhook(FROM.minusMillis(1), "k", "killb"))).isEqualTo(Verdict.OUTSIDE);
        assertThat(ALL.of(webhook(TO.minusMillis(1), "k", "killb"))).isEqualTo(Verdict.REPLAY);
        assertThat(ALL.of(webhook(TO, "k", "killb"))).isEqualTo(Verdict.OUTSIDE);
    }

    @Test
    void aWebhookOfAnotherProviderOrOfNobodyIsNot() {
        assertThat(ALL.of(webhook(FROM, "bridge:ramp-1", "bridge"))).isEqualTo(Verdict.OTHER_PROVIDER);
        assertThat(ALL.of(record("t", 0, 0, FROM, "killb:ramp-1"))).isEqualTo(Verdict.OTHER_PROVIDER);
    }

    @Test
    void withAKeyOnlyThatResourceIs() {
        assertThat(ONE.of(webhook(FROM, "killb:ramp-10", "killb"))).isEqualTo(Verdict.OTHER_KEY);
        assertThat(ONE.of(webhook(FROM, "ramp-1", "killb"))).isEqualTo(Verdict.OTHER_KEY);
    }

    @Test
    void aReplayIsNotReplayed() {
        assertThat(ALL.of(record(
                        "t",
                        0,
                        0,
                        FROM,
                        "killb:ramp-1",
                        "ce_provider",
                        "killb",
                        "ce_replayedat",
                        "2026-11-20T10:00:00Z")))
                .isEqualTo(Verdict.REPLAYED_BEFORE);
    }

    @Test
    void itIsTheSameRecordWithTheTimeOfItsReplay() {
        var stored = record("t", 3, 9, FROM, "killb:ramp-1", "ce_id", "evt-1", "ce_provider", "killb");

        var again = Selection.again(stored, Instant.parse("2026-11-23T12:00:00Z"));

        assertThat(again.topic()).isEqualTo("t");
        assertThat(again.key()).isEqualTo(stored.key());
        assertThat(again.value()).isEqualTo(stored.value());
        assertThat(again.partition()).as("left to the key").isNull();
        assertThat(again.timestamp()).as("left to the sender").isNull();
        assertThat(again.headers())
                .extracting(header ->
                        header.key() + "=" + new String(header.value(), java.nio.charset.StandardCharsets.UTF_8))
                .containsExactly("ce_id=evt-1", "ce_provider=killb", "ce_replayedat=2026-11-23T12:00:00Z");
        assertThat(stored.headers().lastHeader("ce_replayedat"))
                .as("what was read stays as it was")
                .isNull();
    }

    private static ConsumerRecord<byte[], byte[]> webhook(Instant time, String key, String provider) {
        return record("t", 0, 0, time, key, "ce_provider", provider);
    }
}
