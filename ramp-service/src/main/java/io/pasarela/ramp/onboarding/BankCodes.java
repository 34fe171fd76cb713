package io.pasarela.ramp.onboarding;

import io.pasarela.providers.BankProvider;
import io.pasarela.providers.Providers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Which bank codes a provider knows, as its list said in the last day. A list that cannot be read is as good as none: an account is never
 * refused for what we do not know, the provider looks at the code anyway.
 */
@ApplicationScoped
class BankCodes {

    private static final Logger LOG = Logger.getLogger(BankCodes.class);

    private final Providers providers;
    private final OnboardingConfig config;
    private final Map<Place, Known> known = new ConcurrentHashMap<>();

    BankCodes(Providers providers, OnboardingConfig config) {
        this.providers = providers;
        this.config = config;
    }

    private record Place(String provider, String country) {}

    private record Known(Set<String> codes, Instant until) {}

    /** Codes of the banks of that country; empty when the provider does not tell. */
    Uni<Set<String>> of(String provider, String country) {
        Place place = new Place(provider, country);
        Known last = known.get(place);
        return last != null && Instant.now().isBefore(last.until())
                ? Uni.createFrom().item(last.codes())
                : asked(place, last == null ? Set.of() : last.codes());
    }

    private Uni<Set<String>> asked(Place place, Set<String> before) {
        return providers
                .find(place.provider(), BankProvider.class)
                .map(at -> at.banks(place.country()))
                .orElseGet(() -> Uni.createFrom().item(List.of()))
                .ifNoItem()
                .after(config.banksWithin())
                .fail()
                .map(banks -> kept(place, codes(banks), config.banksKept()))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "banks of %s cannot be read, so the provider decides: %s",
                        place.country(), failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithItem(() -> kept(place, before, config.banksAskedAgain()));
    }

    private Set<String> kept(Place place, Set<String> codes, Duration time) {
        known.put(place, new Known(codes, Instant.now().plus(time)));
        return codes;
    }

    private static Set<String> codes(List<BankProvider.Bank> banks) {
        return banks.stream().map(BankProvider.Bank::code).collect(Collectors.toUnmodifiableSet());
    }
}
