package io.pasarela.bench;

import io.pasarela.bench.ingest.IngestCommand;
import io.pasarela.bench.push.PushCommand;
import io.pasarela.bench.quote.QuoteCommand;
import io.pasarela.bench.ramp.RampCommand;
import io.pasarela.sandbox.process.SandboxFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./pasarela bench} runs. */
@Command(
        name = "./pasarela bench",
        description = "Measures Pasarela on this machine, beside servers that do the bare minimum.",
        subcommands = {
            IngestCommand.class,
            QuoteCommand.class,
            RampCommand.class,
            PushCommand.class,
            CommandLine.HelpCommand.class
        })
public final class Main {
    private Main() {}

    static void main(String[] arguments) {
        int exitCode = new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, command, _) -> {
                    if (!(failure instanceof SandboxFailure)) {
                        throw failure;
                    }
                    command.getErr().println(failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
        System.exit(exitCode);
    }
}
