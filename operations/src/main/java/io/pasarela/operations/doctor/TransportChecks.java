package io.pasarela.operations.doctor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Nothing goes over a wire unencrypted that leaves the cluster or holds money's truth. */
final class TransportChecks {

    private static final List<String> ASK_FOR_TOKENS = List.of(Settings.QUOTE, Settings.RAMP, Settings.NOTIFICATION);
    private static final List<String> CALL_PROVIDERS = List.of(Settings.QUOTE, Settings.RAMP);
    private static final List<String> HAVE_DATABASES = List.of(Settings.RAMP, Settings.NOTIFICATION);

    private final Settings settings;

    TransportChecks(Settings settings) {
        this.settings = settings;
    }

    List<Row> rows() {
        return List.of(
                mode(),
                row(
                        "provider over https",
                        CALL_PROVIDERS,
                        "PASARELA_PROVIDERS_KILLB_URL",
                        TransportChecks::isHttps,
                        "set it to the provider's own production address, https://killb.app"),
                row(
                        "login over https",
                        ASK_FOR_TOKENS,
                        "QUARKUS_OIDC_AUTH_SERVER_URL",
                        TransportChecks::isHttps,
                        "set it to the issuer of your tokens, by https"),
                row(
                        "Kafka over TLS",
                        Settings.SERVICES,
                        "KAFKA_SECURITY_PROTOCOL",
                        List.of("SSL", "SASL_SSL")::contains,
                        "set it to SASL_SSL or SSL, with the cluster's CA"),
                row(
                        "PostgreSQL over TLS",
                        HAVE_DATABASES,
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        url -> url.contains("sslmode=verify-"),
                        "add sslmode=verify-full and the CA, here and in QUARKUS_DATASOURCE_REACTIVE_URL"));
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

    private Row row(String what, List<String> services, String variable, Predicate<String> isSecure, String todo) {
        if (settings.isSandbox()) {
            return Row.skipped(what, "a sandbox speaks plainly, on this machine only");
        }
        List<String> faults = new ArrayList<>();
        for (String service : services) {
            String value = settings.value(service, variable).orElse("");
            if (!isSecure.test(value)) {
                faults.add(value.isEmpty() ? "not set for " + service : "not for " + service);
            }
        }
        return faults.isEmpty()
                ? Row.ok(what, "for " + String.join(", ", services))
                : Row.failed(what, String.join(", ", faults), variable + ": " + todo);
    }

    private static boolean isHttps(String url) {
        try {
            URI uri = URI.create(url);
            return "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && !uri.getHost().startsWith("sandbox.")
                    && !uri.getHost().endsWith("example.com");
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
