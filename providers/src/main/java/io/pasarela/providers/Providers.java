package io.pasarela.providers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Every provider's abilities, found by what they implement. */
@ApplicationScoped
public class Providers {

    private final List<Provider> all;

    Providers(@Any Instance<Provider> all) {
        this.all = all.stream().toList();
    }

    /** The named provider's ability; empty when there is no such provider or it lacks the ability. */
    public <T extends Provider> Optional<T> find(String provider, Class<T> ability) {
        return all.stream()
                .filter(ability::isInstance)
                .map(ability::cast)
                .filter(p -> p.name().equals(provider))
                .findFirst();
    }

    /**
     * The named provider's ability, where it is known to exist.
     *
     * @throws NoSuchElementException when the provider lacks it
     */
    public <T extends Provider> T get(String provider, Class<T> ability) {
        return find(provider, ability)
                .orElseThrow(() -> new NoSuchElementException(
                        "%s does not offer %s".formatted(provider, ability.getSimpleName())));
    }
}
