package io.pasarela.operations.consumer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.events.EventHeaders;
import io.pasarela.contracts.events.EventTypes;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.contracts.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Everything that can come out of the topics, each with what a right consumer makes of it. */
final class Trials {

    private static final String ON_RAMP = EventTypes.RAMP_CREATED;
    private static final String OFF_RAMP = EventTypes.RAMP_CREATED + ".off-ramp";
    private static final String UNCERTAIN = EventTypes.RAMP_CREATED + ".uncertain";

    private final String run;

    private Trials(String run) {
        this.run = run;
    }

    /** @param run goes into every id, so that the records of an earlier run in the same topic do no harm */
    static List<Trial> ofRamps(String run) {
        Trials trials = new Trials(run);
        return List.of(
                trials.wholeWay("on-ramp", ON_RAMP),
                trials.wholeWay("off-ramp", OFF_RAMP),
                trials.uncertain(),
                trials.failed(),
                trials.repeated(),
                trials.late(),
                trials.cutOff(),
                trials.refundedLater(),
                trials.unknownFields(),
                trials.unknownWords(),
                trials.unknownType(),
                trials.exactAmounts(),
                trials.poison());
    }

    static List<Trial> ofUsers(String run) {
        Trials trials = new Trials(run);
        return List.of(trials.userChanged(), trials.userRepeated(), trials.userForgotten());
    }

    /**
     * The last record of every partition, so that a consumer that knows them has read everything before them.
     *
     * @param contract {@link Topics#RAMPS} or {@link Topics#USERS}
     */
    static Trial end(String run, String contract, int partitions) {
        List<Story> stories = IntStream.range(0, partitions)
                .mapToObj(partition -> run + "-end-" + partition)
                .map(name -> contract.equals(Topics.RAMPS) ? Story.ofRamp(ON_RAMP, name) : Story.ofUser(name))
                .toList();
        return new Trial(
                "end of " + contract,
                "the last record of each partition: everything is read, nothing is stuck",
                IntStream.range(0, partitions)
                        .mapToObj(partition -> stories.get(partition).told(1).in(partition))
                        .toList(),
                stories.stream().<Right>map(Story::right).toList());
    }

    private Trial wholeWay(String name, String golden) {
        Story story = ramp(golden, name).then(Story.WHOLE_WAY);
        return trial(name, "created, then every status up to COMPLETED, in order", story, story.told());
    }

    private Trial uncertain() {
        Story story = ramp(UNCERTAIN, "uncertain");
        return trial(
                "uncertain",
                "created without knowing whether the provider has it; no providerRampId",
                story,
                story.told());
    }

    private Trial failed() {
        Story story = ramp(ON_RAMP, "failed").then(Story.WHOLE_WAY.subList(0, 4));
        story.snapshot().put("reason", "the receiving wallet refused the transfer");
        story.then(RampStatus.FAILED.name());
        return trial("failed", "failed on the way, with a reason", story, story.told());
    }

    private Trial repeated() {
        Story story = ramp(ON_RAMP, "repeated").then(Story.WHOLE_WAY);
        List<Told> twice = Stream.concat(
                        story.told().stream().flatMap(each -> Stream.of(each, each)), story.told().stream())
                .toList();
        return new Trial(
                "repeated",
                "each event twice, then all of them again: the same ce_id is the same event",
                twice,
                List.of(story.right().afterChanges(story.told().size())));
    }

    private Trial late() {
        Story story = ramp(ON_RAMP, "late").then(Story.WHOLE_WAY);
        return trial(
                "late",
                "sequence 1, 2, 5, 6, then 3 and 4: a lower sequence never overwrites a higher one",
                story,
                order(story, 1, 2, 5, 6, 3, 4));
    }

    private Trial cutOff() {
        Story story = ramp(ON_RAMP, "cut-off").then(Story.WHOLE_WAY);
        return trial(
                "cut off",
                "retention took the beginning, the first one seen has sequence 4: every event holds the whole ramp",
                story,
                order(story, 4, 5, 6));
    }

    private Trial refundedLater() {
        Story story = ramp(ON_RAMP, "refunded").then(Story.WHOLE_WAY);
        story.then(RampStatus.REFUNDING.name(), Duration.ofDays(20)).then(RampStatus.REFUNDED.name());
        return trial(
                "refunded",
                "completed, and refunded 20 days later: an end need not be the last word",
                story,
                story.told());
    }

    private Trial unknownFields() {
        Story story = ramp(ON_RAMP, "unknown-fields");
        ObjectNode event = story.event();
        event.putObject("addedTomorrow").putArray("list").add(1);
        story.snapshot().putArray("addedTomorrow").addObject().put("deep", true);
        ((ObjectNode) story.snapshot().at("/depositInstructions/0")).put("addedTomorrow", "1");
        story.then(Story.WHOLE_WAY);
        return trial(
                "unknown fields",
                "fields and headers that nobody knows yet are skipped",
                story,
                story.told().stream()
                        .map(each -> each.with("ce_addedtomorrow", "1"))
                        .toList());
    }

    private Trial unknownWords() {
        Story story = ramp(ON_RAMP, "unknown-words").then(Story.WHOLE_WAY.subList(0, 2));
        story.snapshot().put("outcome", Story.OF_THE_FUTURE);
        story.then(Story.OF_THE_FUTURE + "_STATUS");
        return trial(
                "unknown words",
                "a status and an outcome that nobody knows yet: kept as they are, or as UNKNOWN",
                story,
                story.told());
    }

    private Trial unknownType() {
        Story story = ramp(ON_RAMP, "unknown-type").then(Story.WHOLE_WAY.subList(0, 2));
        Told note = story.told(3)
                .saying("{\"note\":\"a person looks at it\"}")
                .with(EventHeaders.TYPE, "io.pasarela.ramp.note-added.v1")
                .with(EventHeaders.ID, story.id());
        List<Told> records = new ArrayList<>(story.told());
        records.add(2, note);
        return trial("unknown type", "an event of a type that nobody knows yet is skipped", story, records);
    }

    private Trial exactAmounts() {
        Story story = ramp(ON_RAMP, "exact-amounts");
        story.snapshot().put("fromAmount", "900719925474099.31").put("toAmount", "900719925474099.000001");
        story.then(Story.WHOLE_WAY.subList(0, 1));
        return trial("exact amounts", "amounts with more digits than a double can hold", story, story.told());
    }

    private Trial poison() {
        Story story = ramp(ON_RAMP, "poison").then(Story.WHOLE_WAY);
        List<Told> records = new ArrayList<>();
        List<UnaryOperator<Told>> spoiled = List.of(
                each -> each.saying("not json"),
                each -> each.saying("[]"),
                each -> each.saying(null),
                Told::bare,
                each -> each.saying("{\"ramp\":{\"status\":7}}").bare());
        for (Told each : story.told()) {
            spoiled.forEach(way -> records.add(way.apply(each.with(EventHeaders.ID, "spoiled"))));
            records.add(each);
        }
        return trial(
                "poison", "records that nobody can read are put aside, and the partition moves on", story, records);
    }

    private Trial userChanged() {
        Story story = Story.ofUser(run + "-user").then("kycLevel", "L2").then("status", Story.OF_THE_FUTURE);
        return trial("user", "created, raised, then in a status that nobody knows yet", story, story.told());
    }

    private Trial userRepeated() {
        Story story = Story.ofUser(run + "-user-late").then("kycLevel", "L2").then("kycLevel", "L3");
        return trial(
                "user, late", "compaction took sequence 2, and 1 comes again after 3", story, order(story, 1, 3, 3, 1));
    }

    private Trial userForgotten() {
        Story story = Story.ofUser(run + "-user-forgotten");
        return new Trial(
                "user, forgotten",
                "a record without a value: the user is forgotten",
                List.of(story.told(1), story.told(1).saying(null).bare()),
                List.of(new Right.Forgotten("user", story.id())));
    }

    private Story ramp(String golden, String name) {
        return Story.ofRamp(golden, run + "-" + name);
    }

    private static List<Told> order(Story story, int... sequences) {
        return IntStream.of(sequences).mapToObj(story::told).toList();
    }

    private static Trial trial(String name, String lesson, Story story, List<Told> records) {
        return new Trial(name, lesson, records, List.of(story.right()));
    }
}
