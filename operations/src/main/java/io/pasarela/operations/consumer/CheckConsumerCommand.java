package io.pasarela.operations.consumer;

import io.pasarela.contracts.events.Topics;
import io.pasarela.operations.kafka.Cluster;
import io.pasarela.operations.kafka.KafkaOptions;
import io.pasarela.operations.kafka.Sender;
import io.pasarela.operations.terminal.Failures;
import io.pasarela.operations.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Publishes the trials, waits until the consumer has said what is right or its time is over, and tells what passed. */
@Command(
        name = "check-consumer",
        description =
                "Tries a consumer of topics ramps and users: publishes good, repeated, late, strange and unreadable records into topics"
                        + " that the consumer reads, and compares what it says with what is right.",
        footer = {
            "",
            "The consumer writes what it knows as JSON lines, one per ramp and user; the last line about an id counts:",
            "  {\"ramp\":\"<id>\",\"status\":\"COMPLETED\",\"sequence\":6,\"fromAmount\":\"1500.00\",\"toAmount\":\"80.432100\"}",
            "  {\"user\":\"<id>\",\"status\":\"ACTIVE\",\"sequence\":2,\"kycLevel\":\"L2\"}",
            "A consumer that counts the changes of a ramp may add \"changes\":6.",
            "Exit code: 0 all passed, 1 something failed, 2 wrong usage."
        })
public final class CheckConsumerCommand implements Callable<Integer> {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Terminal terminal;

    @Option(
            names = "--state",
            required = true,
            paramLabel = "<file>",
            description = "Where your consumer writes what it knows, as JSON lines.")
    private Path state = Path.of("");

    @Option(
            names = "--ramps-topic",
            paramLabel = "<name>",
            defaultValue = "check-consumer.ramps",
            description =
                    "What your consumer reads in place of ramps; made if it is not there. Default: ${DEFAULT-VALUE}.")
    private String rampsTopic = "";

    @Option(
            names = "--users-topic",
            paramLabel = "<name>",
            description = "What your consumer reads in place of users. Default: users are not tried.")
    private @Nullable String usersTopic;

    @Option(
            names = "--within",
            paramLabel = "<duration>",
            defaultValue = "PT1M",
            description = "How long your consumer may take, ISO-8601. Default: ${DEFAULT-VALUE}.")
    private Duration within = Duration.ZERO;

    @Option(
            names = "--force",
            description =
                    "Publish made-up ramps into a topic of real ones all the same. Every other reader takes them for real.")
    private boolean force;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Spec
    private @Nullable CommandSpec spec;

    public CheckConsumerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        refuseReal("--ramps-topic", rampsTopic);
        if (usersTopic != null) {
            refuseReal("--users-topic", usersTopic);
        }
        Cluster cluster = kafka.cluster();
        List<Trial> trials = prepare(cluster, "check-" + UUID.randomUUID());
        if (!published(cluster, trials)) {
            return ExitCode.SOFTWARE;
        }
        terminal.say("Waiting up to %d s for what %s says.".formatted(within.toSeconds(), state));
        return tell(new Examination(trials));
    }

    private void refuseReal(String option, String topic) {
        if (CheckTopics.isReal(topic) && !force) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "Invalid value for option '%s': in %s stand real events; name a topic of your own, or write --force on a cluster that is only for tests"
                            .formatted(option, topic));
        }
    }

    private List<Trial> prepare(Cluster cluster, String run) {
        CheckTopics.make(cluster, rampsTopic, false);
        List<Trial> trials = new ArrayList<>(Trials.ofRamps(run));
        if (usersTopic != null) {
            CheckTopics.make(cluster, usersTopic, true);
            trials.addAll(Trials.ofUsers(run));
            trials.add(Trials.end(run, Topics.USERS, CheckTopics.partitions(cluster, usersTopic)));
        }
        trials.add(Trials.end(run, Topics.RAMPS, CheckTopics.partitions(cluster, rampsTopic)));
        return trials;
    }

    private boolean published(Cluster cluster, List<Trial> trials) {
        Map<String, String> names = usersTopic == null
                ? Map.of(Topics.RAMPS, rampsTopic)
                : Map.of(Topics.RAMPS, rampsTopic, Topics.USERS, usersTopic);
        var records = trials.stream()
                .flatMap(trial -> trial.records().stream())
                .map(told -> told.record(Objects.requireNonNull(names.get(told.contract()))))
                .toList();
        try (var sender = new Sender(cluster.producer())) {
            Sender.Sent sent = sender.send(records);
            if (sent.failure() != null) {
                terminal.complain("Kafka took %d of %d records: %s"
                        .formatted(sent.acknowledged(), records.size(), Failures.sentence(sent.failure())));
                return false;
            }
        }
        terminal.say("Published %d records for %d trials to %s at %s."
                .formatted(
                        records.size(),
                        trials.size(),
                        usersTopic == null ? rampsTopic : rampsTopic + " and " + usersTopic,
                        cluster.address()));
        return true;
    }

    private int tell(Examination examination) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        Optional<Said> said = said();
        while (said.filter(examination::passed).isEmpty() && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
            said = said();
        }
        if (said.isEmpty()) {
            terminal.complain(
                    "There is no file %s: does your consumer run, and does it read %s?".formatted(state, rampsTopic));
            return ExitCode.SOFTWARE;
        }
        examination.table(said.get()).forEach(terminal::say);
        if (said.get().unreadable() > 0) {
            terminal.say("%d lines of %s are not JSON objects with the text \"ramp\" or \"user\" and were skipped."
                    .formatted(said.get().unreadable(), state));
        }
        long failures = examination.failures(said.get());
        terminal.say(
                failures == 0 ? "Your consumer passed." : "Your consumer failed in %d of them.".formatted(failures));
        return failures == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Optional<Said> said() {
        try {
            return Said.in(state);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(state), e);
        }
    }
}
