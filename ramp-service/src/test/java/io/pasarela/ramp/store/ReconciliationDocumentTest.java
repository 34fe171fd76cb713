package io.pasarela.ramp.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.RampStatus;
import io.pasarela.ramp.domain.RampState.Submission;
import io.pasarela.ramp.store.CheckSchedule.CheckConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on reconciliation states what the defaults are. */
class ReconciliationDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "reconciliation.md");
    private static final Path PROVIDERS =
            Path.of("..", "providers", "src", "main", "java", "io", "pasarela", "providers");

    private final CheckConfig config = (CheckConfig) Proxy.newProxyInstance(
            CheckConfig.class.getClassLoader(),
            new Class<?>[] {CheckConfig.class},
            (_, setting, _) -> defaultOf(setting));

    private static Object defaultOf(Method setting) {
        String value = setting.getAnnotation(WithDefault.class).value();
        var durations = new DurationConverter();
        if (setting.getReturnType() == List.class) {
            return Stream.of(value.split(",")).map(durations::convert).toList();
        }
        return setting.getReturnType() == int.class ? Integer.valueOf(value) : durations.convert(value);
    }

    @Test
    void theDocumentShowsTheScheduleAsItIs() throws IOException {
        if (Boolean.getBoolean("pasarela.docs.write")) {
            Files.writeString(DOCUMENT, document());
        }

        assertThat(DOCUMENT)
                .as("stale: write it anew with -Dpasarela.docs.write=true")
                .hasContent(document());
    }

    @Test
    void everyRampThatIsNotOverIsAskedAboutAtLeastDaily() {
        for (RampStatus status : RampStatus.values()) {
            List<Duration> waits = CheckSchedule.waits(config, Submission.CONFIRMED, status);

            assertThat(waits.isEmpty()).as("%s", status).isEqualTo(status.isTerminal());
            assertThat(waits).allSatisfy(wait -> assertThat(wait).isLessThanOrEqualTo(CheckSchedule.LONGEST));
            assertThat(waits).isSorted();
        }
    }

    private String document() throws IOException {
        var text = new StringBuilder("""
                # Reconciliation

                *Generated from the schedule's defaults; a test keeps it true.* A webhook that never comes is recovered: the provider is asked about every ramp that
                is not over. The waits below are those before the first, second … question since there was news of the ramp; the last one is repeated, and none is
                longer than a day. Each is shortened at random by up to %d %%, so that what began at one moment does not go on as a wave.

                | status | %s asked after | a missed webhook is recovered within |
                |---|---|---|
                """.formatted(config.jitterPercent(), providers()));
        row(text, "not confirmed (uncertain)", CheckSchedule.waits(config, Submission.UNCERTAIN, RampStatus.CREATED));
        for (RampStatus status : RampStatus.values()) {
            row(text, status.name(), CheckSchedule.waits(config, Submission.CONFIRMED, status));
        }
        text.append("""

                The bound is the wait that applies when the webhook is lost: the first one while the ramp moves, the longest one after it has stood still for long. To it come
                at most %s until the next look, and the time in which the backlog is worked off: each replica asks about %d ramps every %s, %s a
                second. That is its share of the provider's rate; the rest is for people who wait. Replicas share the ramps (`FOR UPDATE SKIP LOCKED`), and no ramp is
                asked about by two at once: it is one replica's for %s, and due again after that if the replica has died.

                An uncertain ramp that the provider does not have after all its waits is given up as FAILED; no money has moved.

                While a provider is away (its breaker is open, it limits our rate, nothing answers) the looks leave it in peace for as long as it states, and go on by themselves; the
                bound counts from its return. One line is logged when it goes and one when it comes back.

                | metric | meaning |
                |---|---|
                | `pasarela_recovered_by_reconciliation_total` | by provider and status: transitions of which no webhook had told |
                | `pasarela_ramps_due_for_check` | ramps whose question is due, counted up to 10,000; of all replicas together |
                | `pasarela_ramps_due_for_check_oldest_seconds` | for how long the oldest of them has been due. Growing while the provider answers: too many ramps for the share of the rate |

                Settings are `pasarela.ramp.checks.*`: a list of waits per status, `jitter-percent`, `every`, `per-look`, `lease`, `sender-lease`.
                """.formatted(
                        words(config.every()),
                        config.perLook(),
                        words(config.every()),
                        config.perLook() * 1000L / config.every().toMillis(),
                        words(config.lease())));
        return text.toString();
    }

    /** One folder is one provider; the schedule is the same for all of them. */
    private static String providers() throws IOException {
        try (Stream<Path> files = Files.walk(PROVIDERS)) {
            return files.filter(file -> file.getFileName().toString().endsWith("Ramps.java"))
                    .map(file -> file.getParent().getFileName().toString())
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }

    private void row(StringBuilder text, String status, List<Duration> waits) {
        text.append("| ").append(status).append(" | ");
        text.append(
                waits.isEmpty()
                        ? "never: it is over"
                        : waits.stream().map(ReconciliationDocumentTest::words).collect(Collectors.joining(", ")));
        text.append(" | ");
        text.append(
                waits.isEmpty()
                        ? ""
                        : words(waits.getFirst()) + " after news, " + words(waits.getLast()) + " at the latest");
        text.append(" |\n");
    }

    private static String words(Duration wait) {
        return wait.toSeconds() % 3600 == 0
                ? wait.toHours() + " h"
                : wait.toSeconds() % 60 == 0 ? wait.toMinutes() + " min" : wait.toSeconds() + " s";
    }
}
