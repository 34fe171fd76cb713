package io.pasarela.providers;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Lists the banks that the provider can pay out to. */
public interface BankProvider extends Provider {

    /** Banks of a country. Fails with {@link ProviderFailure}. @param countryCode ISO 3166 alpha-2 */
    Uni<List<Bank>> banks(String countryCode);

    /**
     * A bank.
     *
     * @param code what an account states as its {@code bankCode}
     * @param accountTypes e.g. {@code savings}, {@code checking}; empty when not stated
     */
    record Bank(String code, String name, String countryCode, List<String> accountTypes) {}
}
