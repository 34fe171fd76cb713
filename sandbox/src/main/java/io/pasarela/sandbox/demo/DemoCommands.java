package io.pasarela.sandbox.demo;

import java.net.URI;
import java.util.List;

/**
 * What {@code ./pasarela up} prints to be pasted, as data, so that a test can run exactly that in bash.
 *
 * @param exports sets the two shell variables that the commands use; to be pasted first
 * @param commands in the order in which they make sense
 */
public record DemoCommands(String exports, List<Command> commands) {
    /** @param line one line of bash */
    public record Command(String title, String line) {}

    private static final String AUTHORIZED = "-H \"Authorization: Bearer $TOKEN\"";
    private static final String JSON = "-H 'Content-Type: application/json'";

    /** @param token the demo client's own, with every scope */
    public static DemoCommands of(URI door, String token, Demo demo) {
        return new DemoCommands(
                "export PASARELA=%s TOKEN=%s".formatted(door, token), commands(demo.userId(), demo.walletId()));
    }

    /** The commands alone, without a token in them. */
    public static List<Command> commands(String userId, String accountId) {
        return List.of(
                new Command("Ask what 1500 pesos buy", quotation()),
                new Command("Buy it; the simulated customer pays after a few seconds", ramp(userId, accountId)),
                new Command("Watch it happen", "curl -sN $PASARELA/api/v2/notifications/stream " + AUTHORIZED));
    }

    private static String quotation() {
        return "QUOTATION=$(curl -s $PASARELA/api/v2/quotations " + AUTHORIZED + " " + JSON
                + " -d '{\"fromCurrency\":\"MXN\",\"toCurrency\":\"USDC\",\"amount\":\"1500.00\","
                + "\"cashInMethod\":\"SPEI\",\"cashOutMethod\":\"POLYGON\"}'"
                + " | tee /dev/stderr | sed -n 's/^{\"id\":\"\\([^\"]*\\)\".*/\\1/p')";
    }

    private static String ramp(String userId, String accountId) {
        return "curl -s $PASARELA/api/v2/ramps " + AUTHORIZED + " " + JSON
                + " -d \"{\\\"quotationId\\\":\\\"$QUOTATION\\\",\\\"userId\\\":\\\"%s\\\",\\\"accountId\\\":\\\"%s\\\","
                        .formatted(userId, accountId)
                + "\\\"externalId\\\":\\\"order-$(date +%s)\\\"}\"";
    }
}
