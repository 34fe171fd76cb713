package io.pasarela.operations.doctor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Nothing goes over a wire unencrypted that leaves the cluster or holds money's truth. */
final class TransportChecks {

    private static final List<String> ASK_FOR_TOKENS = List.of(Settings.QUOTE, Settings.RAMP, Settings.NOTIFICATION);
    private static final List<String> CALL_PROVIDERS = List.of(Settings.QUOTE, Settings.RAMP);
    private static final List<String> HAVE_DATABASES = List.of(Settings.RAMP, Settings.NOTIFICATION);

    /** KillB publishes two that exclude each other (docs/webhooks.md). */
    private static final List<String> SCHEMES = List.of("killb-hmac", "killb-sha256");

    private static final String PLAIN = "a sandbox speaks plainly, on this machine only";

    private final Settings settings;

    TransportChecks(Settings settings) {
        this.settings = settings;
    }

    List<Row> rows() {
        return List.of(
                mode(),
                scheme(),
                row(
                        "provider over https",
                        CALL_PROVIDERS,
                        "PASARELA_PROVIDERS_KILLB_URL",
                        TransportChecks::killb,
                        "set it to the provider's own production address, https://killb.app"),
                row(
                        "login over https",
                        ASK_FOR_TOKENS,
                        "QUARKUS_OIDC_AUTH_SERVER_URL",
                        TransportChecks::address,
                        "set it to the issuer of your tokens, by https"),
                row(
                        "Kafka over TLS",
                        Settings.SERVICES,
                        "KAFKA_SECURITY_PROTOCOL",
                        protocol -> List.of("SSL", "SASL_SSL").contains(protocol) ? "" : "not encrypted",
                        "set it to SASL_SSL or SSL, with the cluster's CA"),
                row(
                        "PostgreSQL over TLS",
                        HAVE_DATABASES,
                        "QUARKUS_DATASOURCE_REACTIVE_URL",
                        TransportChecks::database,
                        "add sslmode=verify-full, and the CA as k8s/base/settings/ramp-service.env has it"),
                row(
                        "migrations over TLS",
                        HAVE_DATABASES,
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        TransportChecks::database,
                        "add sslmode=verify-full and sslrootcert"),
                databaseIsChecked());
    }

    private Row mode() {
        List<String> sandboxes =
                Settings.SERVICES.stream().filter(settings::isSandbox).toList();
        if (settings.isSandbox()) {
            return Row.skipped("mode", "sandbox: for trying out. Without PASARELA_MODE it is production");
        }
        return sandboxes.isEmpty()
                ? Row.ok("mode", "production")
                : Row.failed(
                        "mode", String.join(", ", sandboxes) + " in sandbox mode", "take PASARELA_MODE=sandbox away");
    }

    private Row scheme() {
        String what = "scheme of the provider's webhooks";
        String scheme = settings.value(Settings.INGEST, "PASARELA_WEBHOOKS_KILLB_SCHEME")
                .orElse("");
        return SCHEMES.contains(scheme)
                ? Row.ok(what, scheme)
                : Row.failed(
                        what,
                        scheme.isEmpty() ? "not set" : "'%s' is none of KillB's".formatted(scheme),
                        "PASARELA_WEBHOOKS_KILLB_SCHEME: ask KillB which of %s it signs with".formatted(SCHEMES));
    }

    // It would take any certificate for the database's, whatever the address asks for.
    private Row databaseIsChecked() {
        String variable = "QUARKUS_DATASOURCE_REACTIVE_TRUST_ALL";
        String what = "certificate of PostgreSQL";
        List<String> blind = HAVE_DATABASES.stream()
                .filter(service -> settings.value(service, variable)
                        .filter("true"::equalsIgnoreCase)
                        .isPresent())
                .toList();
        if (settings.isSandbox()
                || settings.value("QUARKUS_DATASOURCE_REACTIVE_URL").isEmpty()) {
            return Row.skipped(what, settings.isSandbox() ? PLAIN : "QUARKUS_DATASOURCE_REACTIVE_URL is not set");
        }
        return blind.isEmpty()
                ? Row.ok(what, "is checked")
                : Row.failed(
                        what, "anybody's is taken by " + String.join(", ", blind), "take %s away".formatted(variable));
    }

    /** @param fault what is wrong with a value; empty when nothing is */
    private Row row(String what, List<String> services, String variable, UnaryOperator<String> fault, String todo) {
        if (settings.isSandbox()) {
            return Row.skipped(what, PLAIN);
        }
        List<String> faults = new ArrayList<>();
        for (String service : services) {
            String value = settings.value(service, variable).orElse("");
            String wrong = value.isEmpty() ? "not set" : fault.apply(value);
            if (!wrong.isEmpty()) {
                faults.add("%s for %s".formatted(wrong, service));
            }
        }
        return faults.isEmpty()
                ? Row.ok(what, "for " + String.join(", ", services))
                : Row.failed(what, String.join(", ", faults), variable + ": " + todo);
    }

    private static String database(String url) {
        return url.contains("sslmode=verify-full") ? "" : "not encrypted, or its certificate is not checked,";
    }

    private static String killb(String url) {
        String fault = address(url);
        return fault.isEmpty() && !("." + URI.create(url).getHost()).endsWith(".killb.app") ? "not KillB's" : fault;
    }

    private static String address(String url) {
        try {
            URI uri = URI.create(url);
            if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
                return "not https";
            }
            if (uri.getHost().startsWith("sandbox.")) {
                return "a sandbox's";
            }
            return uri.getHost().endsWith("example.com") ? "still the example's" : "";
        } catch (IllegalArgumentException _) {
            return "no address";
        }
    }
}
