package io.pasarela.operations.doctor;

import io.pasarela.operations.kafka.Cluster;
import io.pasarela.operations.kafka.KafkaOptions;
import io.pasarela.operations.terminal.Failures;
import io.pasarela.operations.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at everything that has to be right before real money moves, and says what to do about what is not. */
@Command(
        name = "doctor",
        description =
                "Checks a configuration and what runs with it, and prints a table: OK, FAILED with what to do, SKIPPED with why.",
        footer = {
            "",
            "Settings come from folders with pasarela.env and {service}.env, from docker compose config, or else from the environment.",
            "Those of a running pod are written by: kubectl -n pasarela exec deploy/ramp-service -- env > settings/ramp-service.env",
            "Exit code: 0 nothing failed, 1 something did, 2 wrong usage."
        })
public final class DoctorCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--settings",
            paramLabel = "<folder>",
            description =
                    "Folder with pasarela.env for all services and {service}.env for each. Repeatable; a later one wins.")
    private List<Path> folders = new ArrayList<>();

    @Option(
            names = "--compose",
            paramLabel = "<file>",
            description = "What docker compose config --format json has printed.")
    private @Nullable Path compose;

    @Option(
            names = "--front-door",
            paramLabel = "<url>",
            description = "Where applications reach this installation, for example https://api.example.com.")
    private @Nullable URI frontDoor;

    @Option(
            names = "--webhooks",
            paramLabel = "<url>",
            description =
                    "Where the provider reaches it, for example https://webhooks.example.com. Default: --front-door.")
    private @Nullable URI webhooks;

    @Option(
            names = "--service",
            paramLabel = "<name=url>",
            description = "Address of a running service, whose readiness is asked. Repeatable.")
    private Map<String, URI> services = Map.of();

    @Option(names = "--prometheus", paramLabel = "<url>", description = "Where Prometheus is.")
    private @Nullable URI prometheus;

    @Option(names = "--alertmanager", paramLabel = "<url>", description = "Where Alertmanager is.")
    private @Nullable URI alertmanager;

    @Option(
            names = "--repository",
            paramLabel = "<folder>",
            description = "Checkout in which no secret may stand. Default: the working folder.")
    private Path repository = Path.of("").toAbsolutePath();

    @Option(
            names = "--try",
            description =
                    "Also send: a signed webhook about nothing through the front door, and a test alert to whoever is on duty.")
    private boolean trying;

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Spec
    private @Nullable CommandSpec command;

    public DoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Row> rows = rows(settings());
        Row.table(rows).forEach(terminal::say);
        long failed =
                rows.stream().filter(row -> row.state() == Row.State.FAILED).count();
        long skipped =
                rows.stream().filter(row -> row.state() == Row.State.SKIPPED).count();
        terminal.say("");
        terminal.say("%d of %d checks failed, %d were skipped.".formatted(failed, rows.size(), skipped));
        return failed == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Settings settings() {
        Path from = compose;
        if (from != null) {
            try {
                return Settings.compose(Http.JSON.readTree(Files.readString(from)));
            } catch (IOException e) {
                throw new UncheckedIOException("%s cannot be read".formatted(from), e);
            }
        }
        folders.stream()
                .filter(folder -> !Files.isDirectory(folder))
                .findFirst()
                .ifPresent(missing -> {
                    throw new ParameterException(
                            Objects.requireNonNull(command).commandLine(),
                            "Invalid value for option '--settings': there is no folder '%s'".formatted(missing));
                });
        return folders.isEmpty() ? Settings.of(System.getenv()) : Settings.read(folders);
    }

    private List<Row> rows(Settings settings) {
        Clocks clocks = new Clocks();
        Http http = new Http(clocks);
        WatchChecks watch = new WatchChecks(settings, http);
        Cluster cluster = kafka.cluster(settings.of(Settings.INGEST));
        URI deliveries = webhooks == null ? frontDoor : webhooks;
        List<Row> rows = new ArrayList<>(nobodys());
        rows.addAll(new TransportChecks(settings).rows());
        add(rows, "services agree", () -> new AgreementChecks(settings).rows());
        add(rows, "secrets", () -> new SecretChecks(settings, repository).rows());
        add(rows, "issuer of tokens", () -> List.of(watch.logIn()));
        add(rows, "provider", () -> new ProviderChecks(settings, http, deliveries).rows());
        add(rows, "topics at " + cluster.address(), () -> new TopicChecks(cluster, settings.isSandbox()).rows());
        add(rows, "webhooks at " + cluster.address(), () -> List.of(new ArrivalChecks(cluster).row()));
        rows.addAll(new MigrationChecks(settings, clocks).rows());
        add(rows, "services", () -> watch.services(services));
        add(rows, "front door", () -> List.of(watch.frontDoor(frontDoor)));
        add(rows, "signed test delivery", () -> testDelivery(settings, http, cluster, deliveries));
        add(rows, "alert rules", () -> List.of(watch.rules(prometheus)));
        add(rows, "alert routes", () -> List.of(watch.routes(alertmanager, trying)));
        rows.add(clocks.row());
        return rows;
    }

    private List<Row> nobodys() {
        List<String> files = folders.stream()
                .flatMap(folder -> Settings.filesOfNobody(folder).stream())
                .toList();
        return files.isEmpty()
                ? List.of()
                : List.of(Row.failed(
                        "files of settings",
                        String.join(", ", files) + " is read for nobody",
                        "call it pasarela.env, or {service}.env of " + String.join(", ", Settings.SERVICES)));
    }

    private List<Row> testDelivery(Settings settings, Http http, Cluster cluster, @Nullable URI deliveries) {
        return deliveries == null || !trying
                ? TestDelivery.skipped("--try sends one to --webhooks, or through --front-door")
                : new TestDelivery(settings, http, cluster, deliveries).rows();
    }

    /** Whoever cannot be reached is a row, and not the end. */
    private static void add(List<Row> rows, String what, Callable<List<Row>> check) {
        try {
            rows.addAll(check.call());
        } catch (UncheckedIOException e) {
            rows.add(Row.failed(
                    what,
                    Failures.sentence(e),
                    "see whether it runs, and whether this machine knows its name and is let in"));
        } catch (KafkaException e) {
            rows.add(
                    Row.failed(
                            what,
                            Failures.sentence(e),
                            "see whether it runs, whether this machine knows its name and is let in, and whether the files that the KAFKA_ settings name are here (--kafka-config has others)"));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
