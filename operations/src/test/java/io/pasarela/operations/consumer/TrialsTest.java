package io.pasarela.operations.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.Topics;
import io.pasarela.operations.consumer.Listener.Flaw;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A right consumer passes, and each of the usual mistakes is found by the trial that is made for it. */
class TrialsTest {

    private static final ObjectMapper JSON = Wire.mapper();

    @Test
    void aRightConsumerPassesEveryTrial() {
        List<Trial> trials = all("run");
        Said said = heard(new Listener(), trials);

        assertThat(new Examination(trials).passed(said))
                .as(String.join("\n", new Examination(trials).table(said)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "BELIEVES_THE_LAST_ONE, late",
        "COUNTS_REPETITIONS, repeated",
        "WANTS_THE_BEGINNING, cut off",
        "TAKES_AN_END_FOR_FINAL, refunded",
        "REFUSES_UNKNOWN_FIELDS, unknown fields",
        "REFUSES_UNKNOWN_WORDS, unknown words",
        "READS_ANY_TYPE, unknown type",
        "COUNTS_IN_DOUBLES, exact amounts",
        "STOPS_AT_POISON, poison",
        "STOPS_AT_POISON, end of ramps",
        "FORGETS_NOBODY, 'user, forgotten'",
    })
    void aMistakeIsFoundByItsTrial(Flaw flaw, String trial) {
        List<Trial> trials = all("run");
        Said said = heard(new Listener(flaw), trials);

        assertThat(trials)
                .filteredOn(each -> !each.faults(said).isEmpty())
                .extracting(Trial::name)
                .contains(trial);
    }

    @Test
    void aConsumerThatIsStillReadingHasNotPassedYet() {
        List<Trial> trials = all("run");
        Listener listener = new Listener();
        trials.subList(0, trials.size() - 1).forEach(trial -> trial.records().forEach(listener::hear));

        assertThat(new Examination(trials).passed(Said.of(listener.state()))).isFalse();
    }

    @Test
    void aConsumerWithoutStateFailsInAllButTheForgottenUser() {
        List<Trial> trials = all("run");

        assertThat(new Examination(trials).failures(Said.of(""))).isEqualTo(trials.size() - 1);
    }

    @Test
    void theRecordsOfAnEarlierRunDoNoHarm() {
        Listener listener = new Listener();
        heard(listener, all("earlier"));
        List<Trial> trials = all("run");

        assertThat(new Examination(trials).passed(heard(listener, trials))).isTrue();
    }

    @Test
    void aConsumerMayCallAnUnknownWordUnknown() {
        List<Trial> trials = all("run");
        Listener listener = new Listener();
        heard(listener, trials);

        Said said = Said.of(listener.state().replaceAll("OF_THE_FUTURE\\w*", "UNKNOWN"));

        assertThat(new Examination(trials).passed(said)).isTrue();
    }

    @Test
    void theTableNamesWhatIsWrongAndWhatIsRight() {
        Trial late = all("run").get(5);
        String id = late.records().getFirst().key();

        Said said = Said.of("""
                {"ramp":"%s","status":"CONVERTING","sequence":4,"fromAmount":"1500","toAmount":80.4321}
                """.formatted(id));

        assertThat(new Examination(List.of(late)).table(said))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("  FAILED  late");
        assertThat(late.faults(said))
                .containsExactly(
                        "ramp %s: status is CONVERTING, must be COMPLETED".formatted(id),
                        "ramp %s: sequence is 4, must be 6".formatted(id));
    }

    @Test
    void linesThatAreNoneAreCountedAndSkipped() {
        Said said = Said.of("\n{\"ramp\":\"r\"}\n{\"ramp\":\n[]\n{\"ramp\":7}\n");

        assertThat(said.about("ramp", "r")).isPresent();
        assertThat(said.unreadable()).isEqualTo(3);
    }

    @Test
    void whatIsNotMeantToBeStrangeIsAnEventAsPasarelaPublishesIt() throws IOException {
        for (Trial trial : Trials.ofRamps("run").subList(0, 8)) {
            for (Told told : trial.records()) {
                JsonNode event = JSON.readTree(told.value());
                RampEvent read = JSON.treeToValue(event, RampEvent.class);

                assertThat(JSON.readTree(JSON.writeValueAsBytes(read)))
                        .as(trial.name())
                        .isEqualTo(event);
                assertThat(told.headers()).containsEntry("ce_type", read.type());
            }
        }
    }

    private static List<Trial> all(String run) {
        List<Trial> trials = new ArrayList<>(Trials.ofRamps(run));
        trials.addAll(Trials.ofUsers(run));
        trials.add(Trials.end(run, Topics.USERS, 3));
        trials.add(Trials.end(run, Topics.RAMPS, 3));
        return trials;
    }

    private static Said heard(Listener listener, List<Trial> trials) {
        trials.forEach(trial -> trial.records().forEach(listener::hear));
        return Said.of(listener.state());
    }
}
