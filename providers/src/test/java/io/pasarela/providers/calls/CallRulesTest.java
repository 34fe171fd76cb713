package io.pasarela.providers.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.ProviderFailure.Refused;
import io.pasarela.providers.ProviderFailure.Unavailable;
import io.pasarela.providers.ProviderFailure.Unavailable.Why;
import io.pasarela.providers.ProviderFailure.Uncertain;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallRulesTest {

    private static final RandomGenerator RANDOM = RandomGenerator.of("L64X128MixRandom");

    private final CallRules rules = new CallRules(CallSettings.with(Map.of(
            "budget", "12S",
            "try-timeout", "4S",
            "retry.max", "2",
            "retry.first-wait", "0.2S",
            "retry.longest-wait", "2S")));

    @Test
    void aRefusalIsAnAnswerAndDoubtIsNotResolvedByInsisting() {
        assertThat(waitAfter(new Refused(Refused.Reason.OTHER, "no", List.of())))
                .isEmpty();
        assertThat(waitAfter(new Uncertain("lost", null))).isEmpty();
        assertThat(waitAfter(new IllegalStateException("a bug"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNREACHABLE", "TIMED_OUT", "FAILED", "RATE_LIMITED", "PACED"})
    void whatMayPassIsTriedAgain(Why why) {
        assertThat(waitAfter(new Unavailable("away", why, null, null))).isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"CREDENTIALS", "HELD_BACK"})
    void whatInsistingMakesWorseIsNot(Why why) {
        assertThat(waitAfter(new Unavailable("away", why, null, null))).isEmpty();
    }

    @Test
    void triesAreCounted() {
        assertThat(rules.waitAfter(failed(null), 2, Duration.ZERO, RANDOM)).isPresent();
        assertThat(rules.waitAfter(failed(null), 3, Duration.ZERO, RANDOM)).isEmpty();
    }

    @Test
    void aStatedWaitIsKeptToTheSecondWhenItFitsInTheBudget() {
        assertThat(rules.waitAfter(failed(Duration.ofSeconds(7)), 1, Duration.ofSeconds(1), RANDOM))
                .contains(Duration.ofSeconds(7));
        assertThat(rules.waitAfter(failed(Duration.ofSeconds(7)), 1, Duration.ofMillis(1_001), RANDOM))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 9, 40})
    void waitsDoubleUpToTheLongestAndVaryByHalf(int tries) {
        long whole = Math.min(2_000, 200L << Math.min(tries - 1, 20));

        for (int i = 0; i < 500; i++) {
            assertThat(rules.backoff(tries, RANDOM).toMillis()).isBetween(whole / 2, whole);
        }
    }

    @Test
    void whatWasHeldBackHereSaysNothingAboutTheProvider() {
        assertThat(CallRules.isUnwell(failed(null))).isTrue();
        assertThat(CallRules.isUnwell(new Uncertain("lost", null))).isTrue();
        assertThat(CallRules.isUnwell(new Refused(Refused.Reason.OTHER, "no", List.of())))
                .isFalse();
        for (Why why : List.of(Why.RATE_LIMITED, Why.PACED, Why.HELD_BACK)) {
            assertThat(CallRules.isUnwell(new Unavailable("", why, null, null))).isFalse();
        }
    }

    @Test
    void noClientIsToldToComeBackTooEarly() {
        assertThat(CallRules.wholeSeconds(Duration.ofMillis(4_001))).isEqualTo(Duration.ofSeconds(5));
        assertThat(CallRules.wholeSeconds(Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(4));
        assertThat(CallRules.wholeSeconds(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    }

    private Optional<Duration> waitAfter(Throwable failure) {
        return rules.waitAfter(failure, 1, Duration.ZERO, RANDOM);
    }

    private static ProviderFailure failed(@org.jspecify.annotations.Nullable Duration stated) {
        return new Unavailable("away", Why.FAILED, stated, null);
    }
}
