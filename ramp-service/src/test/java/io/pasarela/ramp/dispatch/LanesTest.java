package io.pasarela.ramp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class LanesTest {

    private final Lanes lanes = new Lanes(3, 5);
    private final List<String> begun = new ArrayList<>();
    private final Map<String, UniEmitter<? super Void>> underWay = new HashMap<>();

    @Test
    void differentThingsAreWorkedOnAtTheSameTime() {
        bring("a", "a1");
        bring("b", "b1");

        assertThat(begun).containsExactly("a1", "b1");
    }

    @Test
    void oneThingIsWorkedOnInTheOrderInWhichItCame() {
        bring("a", "a1");
        bring("a", "a2");
        bring("a", "a3");
        assertThat(begun).containsExactly("a1");

        done("a1");
        assertThat(begun).containsExactly("a1", "a2");

        done("a2");
        assertThat(begun).containsExactly("a1", "a2", "a3");
    }

    @Test
    void workThatFailsLetsTheNextOneOfItsThingBegin() {
        bring("a", "a1");
        bring("a", "a2");

        underWay.get("a1").fail(new IllegalStateException("on purpose"));

        assertThat(begun).containsExactly("a1", "a2");
        assertThat(lanes.size()).isEqualTo(1);
    }

    @Test
    void workThatCannotEvenBeginLetsTheNextOneBegin() {
        AtomicBoolean told = new AtomicBoolean();
        lanes.bring("a", () -> {
                    throw new IllegalStateException("on purpose");
                })
                .subscribe()
                .with(_ -> told.set(true));

        bring("a", "a2");

        assertThat(told).isTrue();
        assertThat(begun).containsExactly("a2");
    }

    @Test
    void whoBringsMoreThanThereIsRoomForWaitsUntilOneIsDone() {
        bring("a", "a1");
        bring("b", "b1");
        AtomicBoolean told = bring("c", "c1");
        assertThat(told).isFalse();

        done("b1");

        assertThat(told).isTrue();
    }

    @Test
    void workThatIsNotDoneHoldsBackWhatComesLongAfterIt() {
        bring("stuck", "s");
        AtomicBoolean told = new AtomicBoolean();
        for (int i = 1; i < 5; i++) {
            told = bring("a", "a" + i);
            done("a" + i);
        }
        assertThat(told).isFalse();

        done("s");

        assertThat(told).isTrue();
        assertThat(lanes.size()).isZero();
    }

    @Test
    void onceClosedNobodyIsToldOfRoom() {
        lanes.close();

        assertThat(bring("a", "a1")).isFalse();
        done("a1");

        assertThat(lanes.size()).isZero();
    }

    @Test
    void workThatIsDoneAtOnceDoesNotPileUp() {
        for (int i = 0; i < 100_000; i++) {
            AtomicBoolean told = new AtomicBoolean();
            lanes.bring("a", () -> Uni.createFrom().voidItem()).subscribe().with(_ -> told.set(true));
            assertThat(told).isTrue();
        }

        assertThat(lanes.size()).isZero();
    }

    private AtomicBoolean bring(String key, String name) {
        AtomicBoolean told = new AtomicBoolean();
        lanes.bring(key, () -> {
                    begun.add(name);
                    return Uni.createFrom().emitter(emitter -> underWay.put(name, emitter));
                })
                .subscribe()
                .with(_ -> told.set(true));
        return told;
    }

    private void done(String name) {
        underWay.remove(name).complete(null);
    }
}
