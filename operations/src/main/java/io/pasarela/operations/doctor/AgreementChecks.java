package io.pasarela.operations.doctor;

import io.pasarela.service.DatabaseUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Settings that are right one by one can still contradict each other. */
final class AgreementChecks {

    /** What all services that have it must have alike. */
    private static final List<String> ALIKE = List.of(
            "KAFKA_BOOTSTRAP_SERVERS",
            "PASARELA_PROVIDERS_KILLB_URL",
            "PASARELA_PROVIDERS_KILLB_EMAIL",
            "PASARELA_PROVIDERS_KILLB_PASSWORD",
            "QUARKUS_OIDC_AUTH_SERVER_URL");

    private static final String JDBC = "QUARKUS_DATASOURCE_JDBC_URL";
    private static final String REACTIVE = "QUARKUS_DATASOURCE_REACTIVE_URL";

    private final Settings settings;

    AgreementChecks(Settings settings) {
        this.settings = settings;
    }

    List<Row> rows() {
        return List.of(alike(), databases());
    }

    private Row alike() {
        String what = "services agree";
        List<String> compared = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (String variable : ALIKE) {
            Map<String, String> values = new TreeMap<>();
            for (String service : Settings.SERVICES) {
                settings.secret(service, variable).ifPresent(value -> values.put(service, inOneForm(value)));
            }
            if (values.size() > 1) {
                compared.add(variable);
            }
            if (values.values().stream().distinct().count() > 1) {
                faults.add("%s differs among %s".formatted(variable, String.join(", ", values.keySet())));
            }
        }
        if (compared.isEmpty()) {
            return Row.skipped(what, "nothing that they share is set");
        }
        return faults.isEmpty()
                ? Row.ok(what, "on %d settings that they share".formatted(compared.size()))
                : Row.failed(what, String.join("; ", faults), "give all of them the same");
    }

    // Brokers in any order, an address with or without its last slash.
    private static String inOneForm(String value) {
        return Arrays.stream(value.split(",", -1))
                .map(part -> part.replaceFirst("/$", ""))
                .sorted()
                .collect(Collectors.joining(","));
    }

    private Row databases() {
        String what = "one database for each service";
        Map<String, String> owners = new HashMap<>();
        List<String> faults = new ArrayList<>();
        for (String service : Settings.SERVICES) {
            Optional<String> jdbc = settings.value(service, JDBC);
            Optional<String> reactive = settings.value(service, REACTIVE);
            if (jdbc.isPresent()
                    && reactive.isPresent()
                    && !jdbc.map(DatabaseUrl::name).equals(reactive.map(DatabaseUrl::name))) {
                faults.add("%s migrates one and writes to another".formatted(service));
            }
            reactive.map(url -> owners.putIfAbsent(url.replaceFirst("\\?.*", ""), service))
                    .ifPresent(other -> faults.add("%s and %s have the same".formatted(other, service)));
        }
        if (owners.isEmpty()) {
            return Row.skipped(what, REACTIVE + " is set for none");
        }
        return faults.isEmpty()
                ? Row.ok(
                        what,
                        "for "
                                + String.join(
                                        ", ", owners.values().stream().sorted().toList()))
                : Row.failed(what, String.join("; ", faults), "look at %s and %s".formatted(JDBC, REACTIVE));
    }
}
