package io.pasarela.sandbox.door;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which backend owns a path. The first row that matches counts. */
final class Routes {
    private record Row(Pattern path, Backend backend) {}

    private static final List<Row> TABLE = List.of(
            row("/webhooks(/.*)?", Backend.WEBHOOK_INGEST),
            row("/api/v2/(quotations(/.*)?|banks|balances|pairs)", Backend.QUOTE_SERVICE),
            row("/api/v2/users/[^/]+/limits", Backend.QUOTE_SERVICE),
            row("/api/v2/(ramps|users|accounts)(/.*)?", Backend.RAMP_SERVICE),
            row("/api/v2/(notifications|webhook-endpoints)(/.*)?", Backend.NOTIFICATION_SERVICE),
            row("/(oauth/.*|\\.well-known/.*|jwks)", Backend.ISSUER));

    private static final Pattern OWN = Pattern.compile("/|/(console|sandbox)/.*");

    private Routes() {}

    /** Whether the door answers it itself. @param path without the query */
    static boolean isOwn(String path) {
        return OWN.matcher(path).matches();
    }

    /** @param path without the query */
    static Optional<Backend> backendOf(String path) {
        return TABLE.stream()
                .filter(row -> row.path.matcher(path).matches())
                .map(Row::backend)
                .findFirst();
    }

    private static Row row(String path, Backend backend) {
        return new Row(Pattern.compile(path), backend);
    }
}
