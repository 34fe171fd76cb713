package io.pasarela.operations;

import io.pasarela.operations.consumer.CheckConsumerCommand;
import io.pasarela.operations.doctor.DoctorCommand;
import io.pasarela.operations.redrive.RedriveCommand;
import io.pasarela.operations.replay.ReplayCommand;
import io.pasarela.operations.terminal.Failures;
import io.pasarela.operations.terminal.Terminal;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/**
 * What the script {@code pasarela} starts for what is run by hand. Exit codes: 0 done, 1 failed or declined, 2 wrong usage; a command
 * that was stopped by Ctrl-C ends with the shell's own 130.
 */
@Command(
        name = "./pasarela",
        synopsisSubcommandLabel = "(doctor | replay | redrive | check-consumer)",
        description = "What an operator runs by hand against a running Pasarela.")
public final class Main {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "This text.")
    private boolean help;

    private Main() {}

    static void main(String[] args) {
        // The client's log tells what goes wrong many times over; the commands tell it once.
        Logger.getLogger("").setLevel(Level.OFF);
        System.exit(run(Terminal.ofThisProcess(), args));
    }

    /** Runs one command to its end. Never throws. */
    public static int run(Terminal terminal, String... args) {
        return new CommandLine(new Main())
                .addSubcommand(new DoctorCommand(terminal))
                .addSubcommand(new ReplayCommand(terminal))
                .addSubcommand(new RedriveCommand(terminal))
                .addSubcommand(new CheckConsumerCommand(terminal))
                .setUsageHelpWidth(120)
                .setOut(terminal.writer())
                .setParameterExceptionHandler((failure, _) -> wrongUsage(terminal, failure))
                .setExecutionExceptionHandler((failure, _, _) -> failed(terminal, failure))
                .execute(args);
    }

    private static int wrongUsage(Terminal terminal, ParameterException failure) {
        terminal.complain(Failures.sentence(failure));
        terminal.complain("All options: %s --help"
                .formatted(failure.getCommandLine().getCommandSpec().qualifiedName()));
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Terminal terminal, Exception failure) {
        terminal.complain(failure instanceof KafkaException ? Failures.sentence(failure) : failure.toString());
        if (!(failure instanceof KafkaException)) {
            failure.printStackTrace();
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
