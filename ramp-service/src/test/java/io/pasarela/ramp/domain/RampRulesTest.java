package io.pasarela.ramp.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.RampReason;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.ramp.domain.Decision.Accepted;
import io.pasarela.ramp.domain.Decision.Ignored;
import io.pasarela.ramp.domain.Decision.Why;
import io.pasarela.ramp.domain.RampCommand.Abandon;
import io.pasarela.ramp.domain.RampCommand.Confirm;
import io.pasarela.ramp.domain.RampCommand.Doubt;
import io.pasarela.ramp.domain.RampCommand.Expire;
import io.pasarela.ramp.domain.RampCommand.Report;
import io.pasarela.ramp.domain.RampState.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RampRulesTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /** Every state × every command: none of them throws, and none moves a ramp where the table does not let it. */
    @ParameterizedTest
    @MethodSource("everyStateAndCommand")
    void aDecisionNeverLeavesTheTable(RampState ramp, RampCommand command) {
        Decision decision = RampRules.decide(ramp, command);

        if (decision instanceof Accepted accepted) {
            RampStatus at = ramp.status();
            for (RampStatus next : accepted.statuses()) {
                boolean creation = next == RampStatus.CREATED && ramp.submission() != Submission.CONFIRMED;
                boolean neverReceived = ramp.submission() == Submission.ABANDONED;
                assertThat(creation || neverReceived || RampTransitions.of(at).allows(next))
                        .as("%s to %s", at, next)
                        .isTrue();
                at = next;
            }
        }
    }

    static Stream<Arguments> everyStateAndCommand() {
        List<RampCommand> commands = new ArrayList<>(List.of(
                new Doubt(), new Abandon(), new Expire(), new Report(news(null, NOON)), new Confirm(news(null, NOON))));
        for (RampStatus status : RampStatus.values()) {
            commands.add(new Report(news(status, NOON)));
            commands.add(new Report(news(status, null)));
            commands.add(new Confirm(news(status, NOON)));
        }
        return Arrays.stream(Submission.values())
                .flatMap(submission -> reachable(submission).stream()
                        .map(status -> new RampState(submission, status, NOON.minusSeconds(1))))
                .flatMap(ramp -> commands.stream().map(command -> Arguments.of(ramp, command)));
    }

    private static Set<RampStatus> reachable(Submission submission) {
        return switch (submission) {
            case RESERVED, SENDING, UNCERTAIN -> EnumSet.of(RampStatus.CREATED);
            case CONFIRMED -> EnumSet.allOf(RampStatus.class);
            case ABANDONED -> EnumSet.of(RampStatus.FAILED);
        };
    }

    @Test
    void aConfirmedRampBeginsWithItsCreationWhateverTheProviderSaysByNow() {
        Decision decision = RampRules.decide(sending(), new Confirm(news(RampStatus.COMPLETED, NOON)));

        assertThat(decision).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.statuses()).containsExactly(RampStatus.CREATED, RampStatus.COMPLETED);
            assertThat(accepted.submission()).isEqualTo(Submission.CONFIRMED);
        });
    }

    @Test
    void anAnswerThatNeverCameIsDoubtAndNotFailure() {
        Decision decision = RampRules.decide(sending(), new Doubt());

        assertThat(decision).isEqualTo(new Accepted(Submission.UNCERTAIN, List.of(), null));
    }

    @Test
    void aRampThatTheProviderNeverHadFails() {
        Decision decision =
                RampRules.decide(new RampState(Submission.UNCERTAIN, RampStatus.CREATED, null), new Abandon());

        assertThat(decision)
                .isEqualTo(new Accepted(Submission.ABANDONED, List.of(RampStatus.CREATED, RampStatus.FAILED), null));
    }

    @Test
    void aConfirmedRampIsNeverGivenUp() {
        assertThat(RampRules.decide(confirmed(RampStatus.CREATED), new Abandon()))
                .isEqualTo(new Ignored(Why.ILLEGAL));
    }

    @Test
    void skippedStatusesAreNormal() {
        Decision decision = RampRules.decide(confirmed(RampStatus.AWAITING_DEPOSIT), report(RampStatus.COMPLETED));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.statuses()).containsExactly(RampStatus.COMPLETED));
    }

    @ParameterizedTest
    @EnumSource
    void aStatusThatIsThereAlreadyIsARepetition(RampStatus status) {
        assertThat(RampRules.decide(confirmed(status), new Report(news(status, NOON))))
                .isEqualTo(new Ignored(Why.REPEATED));
    }

    @ParameterizedTest
    @EnumSource
    void fresherNewsOfTheSameStatusIsHeardWithoutAnEvent(RampStatus status) {
        assertThat(RampRules.decide(confirmed(status), report(status)))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted -> assertThat(accepted.statuses()).isEmpty());
    }

    @Test
    void lateNewsDoesNotTakeARampBack() {
        assertThat(RampRules.decide(confirmed(RampStatus.PAYING_OUT), report(RampStatus.CONVERTING)))
                .isEqualTo(new Ignored(Why.LATE));
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownStatusIsNeverSuccess(RampStatus status) {
        assertThat(RampRules.decide(confirmed(status), new Report(news(null, NOON))))
                .isEqualTo(new Ignored(Why.UNKNOWN_STATUS));
    }

    @Test
    void aCompletedRampThatFailsIsForAPersonToSortOut() {
        assertThat(RampRules.decide(confirmed(RampStatus.COMPLETED), report(RampStatus.FAILED)))
                .isEqualTo(new Ignored(Why.ILLEGAL));
    }

    @Test
    void aFailedRampCanBeRefunded() {
        assertThat(RampRules.decide(confirmed(RampStatus.FAILED), report(RampStatus.REFUNDED)))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void aReviewInterruptsAnywhereAndTheRampGoesOnAfterwards() {
        RampState paying = new RampState(Submission.CONFIRMED, RampStatus.PAYING_OUT, NOON);
        RampState reviewed = new RampState(Submission.CONFIRMED, RampStatus.IN_REVIEW, NOON.plusSeconds(1));

        assertThat(RampRules.decide(paying, new Report(news(RampStatus.IN_REVIEW, NOON.plusSeconds(1)))))
                .isInstanceOf(Accepted.class);
        assertThat(RampRules.decide(reviewed, new Report(news(RampStatus.PAYING_OUT, NOON.plusSeconds(2)))))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void aReviewThatIsOverDoesNotComeBackWithALateWebhook() {
        RampState paying = new RampState(Submission.CONFIRMED, RampStatus.PAYING_OUT, NOON);

        assertThat(RampRules.decide(paying, new Report(news(RampStatus.IN_REVIEW, NOON.minusSeconds(1)))))
                .isEqualTo(new Ignored(Why.LATE));
    }

    /** Promise 4: whatever the order and however often, a ramp's webhooks end in one state. */
    @ParameterizedTest
    @MethodSource("stories")
    void anyOrderAndRepetitionOfARampsNewsEndsInTheSameStatus(List<RampStatus> story) {
        List<RampNews> told = new ArrayList<>();
        for (int i = 0; i < story.size(); i++) {
            told.add(news(story.get(i), NOON.plusSeconds(i)));
        }
        Random random = new Random(20261123);

        for (int round = 0; round < 2000; round++) {
            List<RampNews> shuffled = new ArrayList<>(told);
            for (int i = random.nextInt(4); i > 0; i--) {
                shuffled.add(told.get(random.nextInt(told.size())));
            }
            Collections.shuffle(shuffled, random);

            assertThat(end(shuffled)).as("%s", shuffled).isEqualTo(story.getLast());
        }
    }

    static Stream<List<RampStatus>> stories() {
        return Stream.of(
                List.of(
                        RampStatus.AWAITING_DEPOSIT,
                        RampStatus.DEPOSIT_RECEIVED,
                        RampStatus.CONVERTING,
                        RampStatus.PAYING_OUT,
                        RampStatus.COMPLETED),
                List.of(RampStatus.AWAITING_DEPOSIT, RampStatus.EXPIRED),
                List.of(
                        RampStatus.AWAITING_DEPOSIT,
                        RampStatus.DEPOSIT_RECEIVED,
                        RampStatus.IN_REVIEW,
                        RampStatus.REJECTED),
                List.of(
                        RampStatus.AWAITING_DEPOSIT,
                        RampStatus.IN_REVIEW,
                        RampStatus.DEPOSIT_RECEIVED,
                        RampStatus.CONVERTING),
                List.of(
                        RampStatus.AWAITING_DEPOSIT,
                        RampStatus.DEPOSIT_RECEIVED,
                        RampStatus.IN_REVIEW,
                        RampStatus.DEPOSIT_RECEIVED),
                List.of(RampStatus.AWAITING_DEPOSIT, RampStatus.DEPOSIT_RECEIVED, RampStatus.IN_REVIEW),
                List.of(RampStatus.DEPOSIT_RECEIVED, RampStatus.FAILED, RampStatus.REFUNDED),
                List.of(RampStatus.DEPOSIT_RECEIVED, RampStatus.FAILED, RampStatus.REFUNDING, RampStatus.REFUNDED),
                List.of(RampStatus.AWAITING_DEPOSIT, RampStatus.CANCELED, RampStatus.REFUNDED),
                List.of(RampStatus.AWAITING_DEPOSIT, RampStatus.EXPIRED, RampStatus.DEPOSIT_RECEIVED),
                List.of(RampStatus.AWAITING_DEPOSIT, RampStatus.DEPOSIT_RECEIVED, RampStatus.EXPIRED),
                List.of(
                        RampStatus.AWAITING_DEPOSIT,
                        RampStatus.EXPIRED,
                        RampStatus.DEPOSIT_RECEIVED,
                        RampStatus.CONVERTING,
                        RampStatus.PAYING_OUT,
                        RampStatus.COMPLETED),
                List.of(RampStatus.PAYING_OUT, RampStatus.COMPLETED, RampStatus.REFUNDING, RampStatus.REFUNDED));
    }

    @Test
    void aDepositThatNeverCameExpiresByOurClock() {
        assertThat(RampRules.decide(confirmed(RampStatus.AWAITING_DEPOSIT), new Expire()))
                .isEqualTo(new Accepted(Submission.CONFIRMED, List.of(RampStatus.EXPIRED), null));
    }

    @ParameterizedTest
    @EnumSource(
            value = RampStatus.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CREATED", "AWAITING_DEPOSIT", "EXPIRED"})
    void nothingElseExpiresByOurClock(RampStatus status) {
        assertThat(RampRules.decide(confirmed(status), new Expire())).isEqualTo(new Ignored(Why.LATE));
    }

    @ParameterizedTest
    @EnumSource(
            value = Submission.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"CONFIRMED"})
    void whatNobodyIsSureOfDoesNotExpire(Submission submission) {
        assertThat(RampRules.decide(new RampState(submission, RampStatus.CREATED, null), new Expire()))
                .isEqualTo(new Ignored(Why.ILLEGAL));
    }

    @Test
    void moneyThatComesAfterTheExpiryReopensTheRamp() {
        RampState expired = confirmed(RampStatus.EXPIRED);

        Decision decision = RampRules.decide(expired, report(RampStatus.DEPOSIT_RECEIVED));

        assertThat(decision).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.statuses()).containsExactly(RampStatus.DEPOSIT_RECEIVED);
            assertThat(RampRules.reopens(expired, accepted)).isTrue();
        });
    }

    @Test
    void aDepositThatWasToldOfBeforeTheProvidersExpiryDoesNotReopen() {
        assertThat(RampRules.decide(
                        confirmed(RampStatus.EXPIRED),
                        new Report(news(RampStatus.DEPOSIT_RECEIVED, NOON.minusSeconds(1)))))
                .isEqualTo(new Ignored(Why.LATE));
    }

    @ParameterizedTest
    @EnumSource(
            value = RampStatus.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FAILED"})
    void aRampThatWasGivenUpGoesOnWhenTheProviderHasItAfterAll(RampStatus status) {
        RampState abandoned = new RampState(Submission.ABANDONED, RampStatus.FAILED, null);

        Decision decision = RampRules.decide(abandoned, new Confirm(news(status, NOON)));

        assertThat(decision).isInstanceOfSatisfying(Accepted.class, accepted -> {
            assertThat(accepted.submission()).isEqualTo(Submission.CONFIRMED);
            assertThat(accepted.statuses()).containsExactly(status);
            assertThat(RampRules.reopens(abandoned, accepted)).isTrue();
        });
    }

    @Test
    void whatHasNotLeftIsNeitherInDoubtNorGivenUp() {
        RampState reserved = new RampState(Submission.RESERVED, RampStatus.CREATED, null);

        assertThat(RampRules.decide(reserved, new Doubt())).isInstanceOf(Ignored.class);
        assertThat(RampRules.decide(reserved, new Abandon())).isInstanceOf(Ignored.class);
    }

    @ParameterizedTest
    @EnumSource
    void everyEndThatIsNotTheGoalHasAReasonAndNothingElseHas(RampStatus status) {
        boolean reasoned = EnumSet.of(
                        RampStatus.FAILED,
                        RampStatus.REJECTED,
                        RampStatus.CANCELED,
                        RampStatus.EXPIRED,
                        RampStatus.REFUNDING,
                        RampStatus.REFUNDED)
                .contains(status);

        assertThat(RampReasons.of(status, Submission.CONFIRMED, null) != null).isEqualTo(reasoned);
    }

    @Test
    void whatTheProviderSaysGoesBeforeWhatTheStatusSays() {
        assertThat(RampReasons.of(RampStatus.FAILED, Submission.CONFIRMED, RampReason.LIMIT_EXCEEDED))
                .isEqualTo(RampReason.LIMIT_EXCEEDED);
        assertThat(RampReasons.of(RampStatus.FAILED, Submission.CONFIRMED, null))
                .isEqualTo(RampReason.OTHER);
        assertThat(RampReasons.of(RampStatus.FAILED, Submission.ABANDONED, null))
                .isEqualTo(RampReason.NEVER_RECEIVED);
    }

    /** KillB's 18 statuses of a ramp that goes well, in their order, as our words: many of them say the same. */
    @Test
    void everyStatusOfTheProvidersOnTheWayInAnyOrderIsOneEventPerRealTransition() {
        List<RampStatus> way = new ArrayList<>();
        way.addAll(Collections.nCopies(2, RampStatus.CREATED));
        way.addAll(Collections.nCopies(2, RampStatus.AWAITING_DEPOSIT));
        way.addAll(Collections.nCopies(2, RampStatus.DEPOSIT_RECEIVED));
        way.addAll(Collections.nCopies(5, RampStatus.CONVERTING));
        way.addAll(Collections.nCopies(5, RampStatus.PAYING_OUT));
        way.add(RampStatus.COMPLETED);
        List<RampNews> told = new ArrayList<>();
        for (int i = 0; i < way.size(); i++) {
            told.add(news(way.get(i), NOON.plusSeconds(i)));
        }
        Random random = new Random(23);

        for (int round = 0; round < 2000; round++) {
            List<RampNews> shuffled = new ArrayList<>(told);
            shuffled.add(told.get(random.nextInt(told.size())));
            Collections.shuffle(shuffled, random);
            List<RampStatus> events = events(shuffled);

            assertThat(events)
                    .as("%s", shuffled)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .endsWith(RampStatus.COMPLETED);
        }
    }

    /** Whoever waits for what cannot come holds a place for nothing. */
    @ParameterizedTest
    @EnumSource(RampStatus.class)
    void onlyWhatTheProviderItselfHasEndedIsNotWaitedFor(RampStatus status) {
        boolean ended = status.isTerminal() && status != RampStatus.EXPIRED;

        assertThat(confirmed(status).mayGoOn()).isEqualTo(!ended);
        for (Submission open : EnumSet.complementOf(EnumSet.of(Submission.CONFIRMED))) {
            assertThat(new RampState(open, status, null).mayGoOn()).isTrue();
        }
    }

    private static RampStatus end(List<RampNews> told) {
        List<RampStatus> events = events(told);
        return events.isEmpty() ? RampStatus.CREATED : events.getLast();
    }

    private static List<RampStatus> events(List<RampNews> told) {
        List<RampStatus> events = new ArrayList<>();
        RampState ramp = new RampState(Submission.CONFIRMED, RampStatus.CREATED, null);
        for (RampNews news : told) {
            if (RampRules.decide(ramp, new Report(news)) instanceof Accepted accepted) {
                events.addAll(accepted.statuses());
                Instant time =
                        ramp.providerTime() == null || news.providerTime().isAfter(ramp.providerTime())
                                ? news.providerTime()
                                : ramp.providerTime();
                ramp = new RampState(
                        accepted.submission(),
                        accepted.statuses().isEmpty()
                                ? ramp.status()
                                : accepted.statuses().getLast(),
                        time);
            }
        }
        return events;
    }

    private static RampState sending() {
        return new RampState(Submission.SENDING, RampStatus.CREATED, null);
    }

    private static RampState confirmed(RampStatus status) {
        return new RampState(Submission.CONFIRMED, status, NOON);
    }

    private static Report report(RampStatus status) {
        return new Report(news(status, NOON.plusSeconds(1)));
    }

    private static RampNews news(RampStatus status, Instant time) {
        return new RampNews(
                "r1",
                status,
                status == null ? "SOMETHING_NEW" : status.name(),
                null,
                null,
                List.of(),
                null,
                null,
                null,
                time);
    }
}
