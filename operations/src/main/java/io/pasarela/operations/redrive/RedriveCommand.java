package io.pasarela.operations.redrive;

import io.pasarela.operations.kafka.Cluster;
import io.pasarela.operations.kafka.Ending;
import io.pasarela.operations.kafka.KafkaOptions;
import io.pasarela.operations.kafka.Sender;
import io.pasarela.operations.kafka.Stretch;
import io.pasarela.operations.kafka.Tally;
import io.pasarela.operations.kafka.TopicReader;
import io.pasarela.operations.terminal.Failures;
import io.pasarela.operations.terminal.StopSignal;
import io.pasarela.operations.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists the dead-letter topics, or empties one: counts first, asks, then sends back and tells what came of it. */
@Command(
        name = "redrive",
        description =
                "Sends parked records back to the topic that they came from; without --topic, lists what is parked.")
public final class RedriveCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--topic",
            paramLabel = "<name>",
            description = "The dead-letter topic to empty, e.g. provider.webhooks.ramp-service.dlq.")
    private @Nullable String topic;

    @Option(names = "--yes", description = "Redrive without asking.")
    private boolean yes;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Spec
    private @Nullable CommandSpec spec;

    public RedriveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (topic == null) {
            return list(kafka.cluster());
        }
        DeadLetterTopic from = DeadLetterTopic.named(topic)
                .orElseThrow(() -> wrong(
                        "'%s' is not the name of a dead-letter topic; write one such as provider.webhooks.ramp-service.dlq"
                                .formatted(topic)));
        if (!yes && !terminal.isAttended()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "Nobody can be asked, because this is not a terminal; write --yes to redrive without asking");
        }
        return redrive(kafka.cluster(), from);
    }

    private int list(Cluster cluster) {
        List<DeadLetterTopic> topics = Parked.topics(cluster.topics());
        terminal.say(
                topics.isEmpty()
                        ? "There is no dead-letter topic at %s.".formatted(cluster.address())
                        : "Parked at %s:".formatted(cluster.address()));
        for (DeadLetterTopic each : topics) {
            Parked parked = Parked.in(cluster, each);
            terminal.say(String.format(Locale.ROOT, "  %-50s %,8d", each.name(), parked.count()));
            parked.ends().ifPresent(ends -> {
                terminal.say("      oldest %s, newest %s".formatted(ends.oldest(), ends.newest()));
                terminal.say("      last reason: " + ends.lastReason());
            });
        }
        return ExitCode.OK;
    }

    private int redrive(Cluster cluster, DeadLetterTopic from) {
        Instant started = Instant.now();
        checkTopics(cluster, from);
        Stretch stretch;
        try (var consumer = cluster.consumer()) {
            // What parks from now on is left alone, so that a record that is still poison does not go round and round.
            stretch = Stretch.all(consumer, from.name());
        }
        long found = count(cluster, stretch, from);
        if (found == 0) {
            return ExitCode.OK;
        }
        if (!yes && !terminal.agrees("Send %s back to %s?".formatted(records(found), from.source()))) {
            terminal.say("Nothing was redriven.");
            return ExitCode.SOFTWARE;
        }
        try (var admin = cluster.admin();
                var reader = new TopicReader(cluster.consumer(), stretch);
                var sender = new Sender(cluster.producer());
                var stop = StopSignal.listen()) {
            var redrive = new Redrive(
                    reader,
                    sender,
                    offsets -> cluster.answer(admin.deleteRecords(offsets).all()),
                    from);
            Redrive.Outcome outcome =
                    redrive.run(stop, done -> terminal.progress(() -> "  redriven %,d of %,d".formatted(done, found)));
            return tell(outcome, from, Duration.between(started, Instant.now()));
        }
    }

    private void checkTopics(Cluster cluster, DeadLetterTopic from) {
        Set<String> names = cluster.topics();
        if (!names.contains(from.name())) {
            throw wrong("there is no topic %s at %s; write one of %s"
                    .formatted(
                            from.name(),
                            cluster.address(),
                            Parked.topics(names).stream()
                                    .map(DeadLetterTopic::name)
                                    .collect(Collectors.joining(", "))));
        }
        if (!names.contains(from.source())) {
            throw wrong("the topic %s, where its records came from, is not there at %s; create it or write another one"
                    .formatted(from.source(), cluster.address()));
        }
    }

    /** How many there are to redrive, after having told about them. */
    private long count(Cluster cluster, Stretch stretch, DeadLetterTopic from) {
        Tally kinds = new Tally();
        try (var reader = new TopicReader(cluster.consumer(), stretch)) {
            for (var batch = reader.next(); !batch.isEmpty(); batch = reader.next()) {
                for (ConsumerRecord<byte[], byte[]> record : batch) {
                    DeadLetter letter = new DeadLetter(record);
                    kinds.add(letter.type() + ", " + letter.failure(), Instant.ofEpochMilli(record.timestamp()));
                }
                terminal.progress(() -> "  counted %,d".formatted(kinds.total()));
            }
        }
        if (kinds.total() == 0) {
            terminal.say("There is nothing to redrive: %s is empty.".formatted(from.name()));
        } else {
            terminal.say("%s in %s at %s, parked %s:"
                    .formatted(records(kinds.total()), from.name(), cluster.address(), kinds.period()));
            terminal.say(kinds.lines());
        }
        return kinds.total();
    }

    private int tell(Redrive.Outcome outcome, DeadLetterTopic from, Duration took) {
        terminal.say(String.format(
                Locale.ROOT,
                "Sent %s back to %s in %.1f s.",
                records(outcome.redriven()),
                from.source(),
                took.toMillis() / 1e3));
        if (outcome.removed() < outcome.redriven()) {
            terminal.complain(
                    "%s of them could not be removed from %s and will come twice when redriven again, which changes nothing."
                            .formatted(records(outcome.redriven() - outcome.removed()), from.name()));
        }
        return switch (outcome.ending()) {
            case Ending.Done _ -> ExitCode.OK;
            case Ending.Stopped _ -> {
                terminal.complain("Stopped. What is left is still parked: run the same command again.");
                yield ExitCode.SOFTWARE;
            }
            case Ending.Failed(Throwable why) -> {
                terminal.complain("Failed after %s: %s. What is left is still parked: run the same command again."
                        .formatted(records(outcome.redriven()), Failures.sentence(why)));
                yield ExitCode.SOFTWARE;
            }
        };
    }

    private ParameterException wrong(String about) {
        return new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Invalid value for option '--topic': " + about);
    }

    private static String records(long count) {
        return String.format(Locale.ROOT, count == 1 ? "%,d record" : "%,d records", count);
    }
}
