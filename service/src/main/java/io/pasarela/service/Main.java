package io.pasarela.service;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Where every service begins: with a look at its configuration, before a database is migrated or anything is connected. */
@QuarkusMain
public final class Main {

    private Main() {}

    /** Ends with status 1 and one line on standard error, where the configuration is not fit to run with. */
    public static void main(String... arguments) {
        List<String> faults = ProductionGuard.faults(ConfigProvider.getConfig());
        if (!faults.isEmpty()) {
            System.err.println("Not started, because of the configuration: " + String.join("; ", faults)
                    + ". (As an environment variable, a name is written in capitals and underscores.)");
            System.exit(1);
        }
        Quarkus.run(arguments);
    }
}
