package io.pasarela.system.notices;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.InventedRamp;
import io.pasarela.system.support.NoticeReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nothing is lost and nothing is told twice, whichever replica goes and whatever has been forgotten; and what is missing is said. */
class ResumeIT {

    private final Replicas replicas = Replicas.get();
    private final String user = Replicas.newUser();
    private final InventedRamp ramp = InventedRamp.of(Client.DEMO_APP.id(), user);
    private final Gateway onReader = replicas.ana(replicas.reader(), user);
    private final Gateway onListener = replicas.ana(replicas.listener(), user);

    @Test
    void everyChangeIsOneNoticeThoughItIsDeliveredTwiceAndTheReaderIsKilledInBetween() {
        List<RampEvent> changes = new ArrayList<>(ramp.changes(1, 60, RampStatus.CONVERTING));
        replicas.tell(changes);
        replicas.tell(changes);
        replicas.reader().replica().part().kill();
        replicas.tell(changes);
        replicas.reader().replica().part().restart();
        replicas.tell(ramp.changes(61, 61, RampStatus.COMPLETED));

        try (NoticeReader stream = onListener.stream("?ramp=" + ramp.id())) {
            eventually(
                    Duration.ofSeconds(60),
                    () -> assertThat(stream.sequences()).containsExactlyElementsOf(sequences(1, 61)));
        }
    }

    @Test
    void whatHistoryNoLongerReachesBackToIsAGapWithASnapshotAndThenLiveAgain() {
        replicas.tell(ramp.changes(1, 3, RampStatus.CONVERTING));
        List<String> positions = positions(3);
        forget();

        try (NoticeReader late = onListener.stream("?lastEventId=" + positions.get(0));
                NoticeReader upToDate = onListener.stream("?lastEventId=" + positions.get(2))) {
            eventually(() -> assertThat(late.named("snapshot")).hasSize(1));
            replicas.tell(ramp.changes(4, 4, RampStatus.PAYING_OUT));
            eventually(() -> assertThat(late.sequences()).containsExactly(4));
            eventually(() -> assertThat(upToDate.sequences()).containsExactly(4));

            var gap = late.events().getFirst();
            assertThat(gap.name()).isEqualTo("gap");
            assertThat(gap.data().path("from").asText()).isEqualTo(positions.get(0));
            assertThat(gap.data().path("reason").asText()).isEqualTo("HISTORY_TRIMMED");
            var snapshot = late.named("snapshot").getFirst();
            assertThat(snapshot.id()).isEqualTo(gap.data().path("to").asText());
            assertThat(snapshot.data().at("/ramps/0/sequence").asInt()).isEqualTo(3);
            assertThat(snapshot.data().at("/ramps/0/message/title").asText()).isNotEmpty();
            assertThat(snapshot.data().path("complete").asBoolean()).isTrue();
            assertThat(upToDate.named("gap")).isEmpty();
            try (NoticeReader again = onReader.stream("?lastEventId=" + snapshot.id())) {
                eventually(() -> assertThat(again.sequences()).containsExactly(4));
                assertThat(again.named("gap")).isEmpty();
            }
        }
    }

    @Test
    void aPositionOfTheFutureOrOfAnotherClientIsToldToBeUnknown() {
        InventedRamp foreign = InventedRamp.of(Client.OTHER_APP.id(), user);
        replicas.tell(ramp.changes(1, 1, RampStatus.AWAITING_DEPOSIT));
        replicas.tell(foreign.changes(1, 1, RampStatus.AWAITING_DEPOSIT));
        positions(1);
        Gateway stranger = replicas.reader().as(Client.OTHER_APP, user);
        eventually(() -> assertThat(stranger.get("/api/v2/notifications").body().path("data"))
                .hasSize(1));
        String foreignPosition = stranger.get("/api/v2/notifications")
                .body()
                .at("/data/0/position")
                .asText();

        for (String position : List.of("999999999999", foreignPosition)) {
            try (NoticeReader stream = onListener.stream("?lastEventId=" + position)) {
                eventually(() -> assertThat(stream.events())
                        .extracting(NoticeReader.Event::name)
                        .containsExactly("gap", "snapshot"));
                assertThat(stream.events().getFirst().data().path("reason").asText())
                        .isEqualTo("UNKNOWN_POSITION");
                assertThat(stream.events()
                                .getLast()
                                .data()
                                .at("/ramps/0/rampId")
                                .asText())
                        .isEqualTo(ramp.id().toString());
                assertThat(stream.events().getLast().data().toString())
                        .doesNotContain(foreign.id().toString());
            }
        }
    }

    @Test
    void afterARestoreWhoReturnsWithAPositionThatWasLostIsToldHowThingsStand() {
        replicas.tell(ramp.changes(1, 3, RampStatus.CONVERTING));
        List<String> positions = positions(3);
        // As a snapshot has it that was taken after the first of them.
        replicas.sql("delete from notices where client = '%s' and position > %s"
                .formatted(Client.DEMO_APP.id(), positions.get(0)));
        replicas.sql("select setval(pg_get_serial_sequence('notices', 'position'), %s)".formatted(positions.get(0)));
        replicas.sql("select continue_after_restore()");
        replicas.tell(ramp.changes(2, 3, RampStatus.CONVERTING));
        positions(3);

        try (NoticeReader stream = onListener.stream("?lastEventId=" + positions.get(2))) {
            eventually(() -> assertThat(stream.named("snapshot")).hasSize(1));
            assertThat(stream.events().getFirst().data().path("reason").asText())
                    .isEqualTo("UNKNOWN_POSITION");
            assertThat(stream.named("snapshot")
                            .getFirst()
                            .data()
                            .at("/ramps/0/sequence")
                            .asInt())
                    .isEqualTo(3);
        }
    }

    @Test
    void theOtherReplicaIsHeardAgainAfterRedisWasAway() {
        try (NoticeReader stream = onListener.stream("")) {
            replicas.tell(ramp.changes(1, 1, RampStatus.CREATED));
            eventually(
                    Duration.ofSeconds(10), () -> assertThat(stream.sequences()).containsExactly(1));
            replicas.system().sandbox().redis().kill();
            replicas.tell(ramp.changes(2, 2, RampStatus.AWAITING_DEPOSIT));
            eventually(
                    Duration.ofSeconds(10), () -> assertThat(stream.sequences()).containsExactly(1, 2));
            replicas.system().sandbox().redis().restart();

            replicas.tell(ramp.changes(3, 3, RampStatus.CONVERTING));
            eventually(
                    Duration.ofSeconds(15), () -> assertThat(stream.sequences()).containsExactly(1, 2, 3));
        }
    }

    /** The positions of that many notices, oldest first. */
    private List<String> positions(int count) {
        eventually(() -> assertThat(onReader.get("/api/v2/notifications").body().path("data"))
                .hasSize(count));
        return onReader.get("/api/v2/notifications")
                .body()
                .path("data")
                .findValuesAsText("position")
                .reversed();
    }

    /** All notices of the user but the last of its ramp, which is not over. */
    private void forget() {
        replicas.sql(
                "update notices set created_at = now() - interval '100 days' where subject = '%s'".formatted(user));
        eventually(() -> assertThat(onReader.get("/api/v2/notifications").body().path("data"))
                .hasSize(1));
    }

    private static List<Integer> sequences(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }
}
