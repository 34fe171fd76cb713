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
            row("/api/v2/notifications(/.*)?", Backend.NOTIFICATION_SERVICE),
            row("/(oauth/.*|\\.well-known/.*|jwks)", Backend.ISSUER));

    private Routes() {}

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
