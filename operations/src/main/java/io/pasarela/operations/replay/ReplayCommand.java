package io.pasarela.operations.replay;

import io.pasarela.contracts.events.Topics;
import io.pasarela.contracts.events.WebhookHeaders;
import io.pasarela.operations.kafka.Cluster;
import io.pasarela.operations.kafka.Ending;
import io.pasarela.operations.kafka.Headers;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

/** Counts first, asks, then replays and tells what came of it. */
@Command(name = "replay", description = "Puts stored webhooks through the consumers again. Kafka keeps them 30 days.")
public final class ReplayCommand implements Callable<Integer> {

    private static final String TIME = "instant (2026-11-20T08:30:00Z), date (midnight UTC), or how long ago (PT2H)";

    private final Terminal terminal;

    @Option(names = "--provider", required = true, paramLabel = "<name>", description = "Whose webhooks, e.g. killb.")
    private String provider = "";

    @Option(
            names = "--from",
            required = true,
            paramLabel = "<time>",
            converter = TimeOption.class,
            description = "Received at or after: " + TIME + ".")
    private Instant from = Instant.EPOCH;

    @Option(
            names = "--to",
            paramLabel = "<time>",
            converter = TimeOption.class,
            description = "Received before: as --from. Default: all that is there when the command starts.")
    private @Nullable Instant to;

    @Option(
            names = "--key",
            paramLabel = "<resource id>",
            description = "Only those about this ramp, user or account, by the provider's id.")
    private @Nullable String resourceId;

    @Option(names = "--yes", description = "Replay without asking.")
    private boolean yes;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Spec
    private @Nullable CommandSpec spec;

    public ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Instant started = Instant.now();
        check(started);
        Selection selection = new Selection(provider, resourceId, from, to == null ? Instant.MAX : to);
        Cluster cluster = kafka.cluster();
        Stretch stretch;
        try (var consumer = cluster.consumer()) {
            stretch = Stretch.around(consumer, Topics.PROVIDER_WEBHOOKS, selection.from(), selection.to());
        }
        long found = count(cluster, stretch, selection);
        if (found == 0) {
            return ExitCode.OK;
        }
        if (!yes && !terminal.agrees("Replay %s?".formatted(webhooks(found)))) {
            terminal.say("Nothing was replayed.");
            return ExitCode.SOFTWARE;
        }
        try (var reader = new TopicReader(cluster.consumer(), stretch);
                var sender = new Sender(cluster.producer());
                var stop = StopSignal.listen()) {
            Replay.Outcome outcome = new Replay(reader, sender, selection)
                    .run(
                            stop,
                            progress -> terminal.progress(() -> "  replayed %,d of %,d, up to %s"
                                    .formatted(progress.replayed(), found, progress.reached())));
            return tell(outcome, started);
        }
    }

    private void check(Instant now) {
        if (!from.isBefore(now)) {
            throw wrong(
                    "Invalid value for option '--from': %s is not in the past; write when the first webhook was received"
                            .formatted(from));
        }
        if (to != null && !from.isBefore(to)) {
            throw wrong("Invalid value for option '--to': %s is not after --from; write a later time".formatted(to));
        }
        if (!yes && !terminal.isAttended()) {
            throw wrong("Nobody can be asked, because this is not a terminal; write --yes to replay without asking");
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }

    /** How many there are to replay, after having told about them. */
    private long count(Cluster cluster, Stretch stretch, Selection selection) {
        Tally types = new Tally();
        Map<Verdict, Long> seen = new EnumMap<>(Verdict.class);
        try (var reader = new TopicReader(cluster.consumer(), stretch)) {
            for (var batch = reader.next(); !batch.isEmpty(); batch = reader.next()) {
                for (ConsumerRecord<byte[], byte[]> record : batch) {
                    Verdict verdict = selection.of(record);
                    long soFar = seen.merge(verdict, 1L, Long::sum);
                    if (verdict == Verdict.REPLAY) {
                        types.add(
                                Headers.text(record, WebhookHeaders.PROVIDER_TYPE)
                                        .orElse("(no type)"),
                                Instant.ofEpochMilli(record.timestamp()));
                        terminal.progress(() -> "  counted %,d".formatted(soFar));
                    }
                }
            }
        }
        if (types.total() == 0) {
            terminal.say("There is nothing to replay at %s. %s".formatted(cluster.address(), skipped(seen)));
        } else {
            terminal.say("%s of %s at %s, received %s:"
                    .formatted(webhooks(types.total()), provider, cluster.address(), types.period()));
            terminal.say(types.lines());
        }
        return types.total();
    }

    private int tell(Replay.Outcome outcome, Instant started) {
        long read = outcome.seen().values().stream().mapToLong(Long::longValue).sum();
        terminal.say(String.format(
                Locale.ROOT,
                "Replayed %s of %,d records read, in %.1f s. %s",
                webhooks(outcome.replayed()),
                read,
                Duration.between(started, Instant.now()).toMillis() / 1e3,
                skipped(outcome.seen())));
        return switch (outcome.ending()) {
            case Ending.Done _ -> ExitCode.OK;
            case Ending.Stopped _ -> {
                terminal.complain("Stopped. What is left: " + whatIsLeft(outcome, started));
                yield ExitCode.SOFTWARE;
            }
            case Ending.Failed(Throwable why) -> {
                terminal.complain(
                        "Failed after %s: %s".formatted(webhooks(outcome.replayed()), Failures.sentence(why)));
                terminal.complain("What is left: " + whatIsLeft(outcome, started));
                yield ExitCode.SOFTWARE;
            }
        };
    }

    private String whatIsLeft(Replay.Outcome outcome, Instant started) {
        return "./pasarela replay --provider %s --from %s --to %s%s"
                .formatted(
                        provider,
                        outcome.continueFrom(),
                        to == null ? started : to,
                        resourceId == null ? "" : " --key " + resourceId);
    }

    private static String skipped(Map<Verdict, Long> seen) {
        String reasons = List.of(Verdict.values()).stream()
                .filter(verdict -> verdict != Verdict.REPLAY && seen.containsKey(verdict))
                .map(verdict -> String.format(Locale.ROOT, "%,d %s", seen.get(verdict), verdict.words()))
                .collect(Collectors.joining(", "));
        return reasons.isEmpty() ? "None was skipped." : "Skipped: " + reasons + ".";
    }

    private static String webhooks(long count) {
        return String.format(Locale.ROOT, count == 1 ? "%,d webhook" : "%,d webhooks", count);
    }
}
