package io.pasarela.notification.webhook;

import io.pasarela.gateway.Faults;
import io.pasarela.notification.outbound.Destinations;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client states of an endpoint. In a change what is left out stays as it is.
 *
 * @param eventTypes all when left out or empty
 * @param enabled not in a registration, which enables
 */
public record EndpointRequest(
        @Nullable String url,
        @Nullable String description,
        @Nullable List<String> eventTypes,
        @Nullable Boolean enabled) {

    /** Ends the request if anything of a registration is wrong. */
    void checkNew(Destinations destinations) {
        Faults faults = new Faults();
        if (url == null || url.isBlank()) {
            faults.add("url", "REQUIRED", "url is required.");
        }
        if (enabled != null) {
            faults.add("enabled", "NOT_HERE", "An endpoint is enabled when it is registered; change it afterwards.");
        }
        check(destinations, faults);
    }

    /** Ends the request if anything of a change is wrong. */
    void checkChange(Destinations destinations) {
        check(destinations, new Faults());
    }

    private void check(Destinations destinations, Faults faults) {
        if (url != null && !url.isBlank() && destinations.url(url).isEmpty()) {
            faults.add(
                    "url",
                    "BAD_URL",
                    "url is an https URL of at most 2048 characters, to an allowed port, without user and fragment.");
        }
        var _ = faults.optionalText("description", description);
        List<String> known = WebhookEvent.TYPES;
        if (eventTypes != null && !known.containsAll(eventTypes)) {
            faults.add("eventTypes", "UNKNOWN_VALUE", "eventTypes are any of " + known + ".");
        }
        faults.refuseIfAny();
    }

    String[] types() {
        return Optional.ofNullable(eventTypes).orElse(List.of()).stream()
                .distinct()
                .sorted()
                .toArray(String[]::new);
    }
}
