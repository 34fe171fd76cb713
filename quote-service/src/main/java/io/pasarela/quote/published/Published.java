package io.pasarela.quote.published;

import com.fasterxml.jackson.core.type.TypeReference;
import io.pasarela.providers.BalanceProvider;
import io.pasarela.providers.BalanceProvider.Balance;
import io.pasarela.providers.BankProvider;
import io.pasarela.providers.BankProvider.Bank;
import io.pasarela.providers.PairProvider;
import io.pasarela.providers.PairProvider.Pair;
import io.pasarela.providers.Providers;
import io.pasarela.quote.QuoteConfig;
import io.pasarela.quote.cache.CachedReads;
import io.pasarela.quote.cache.CachedReads.Cached;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Pairs, banks and balances as the provider publishes them, cached. */
@ApplicationScoped
public class Published {

    private final Providers providers;
    private final CachedReads cache;
    private final QuoteConfig config;

    Published(Providers providers, CachedReads cache, QuoteConfig config) {
        this.providers = providers;
        this.cache = cache;
        this.config = config;
    }

    public Uni<Cached<List<Pair>>> pairs() {
        return pairs(config.provider());
    }

    /** What that provider has on offer; fails with {@link java.util.NoSuchElementException} when it publishes no pairs. */
    public Uni<Cached<List<Pair>>> pairs(String provider) {
        return cache.read(
                provider + ":pairs",
                config.pairsTtl(),
                new TypeReference<>() {},
                () -> providers.get(provider, PairProvider.class).pairs());
    }

    Uni<Cached<List<Bank>>> banks(String countryCode) {
        String provider = config.provider();
        return cache.read(
                provider + ":banks:" + countryCode,
                config.banksTtl(),
                new TypeReference<>() {},
                () -> providers.get(provider, BankProvider.class).banks(countryCode));
    }

    Uni<Cached<List<Balance>>> balances() {
        String provider = config.provider();
        return cache.read(
                balancesKey(provider),
                config.balancesTtl(),
                new TypeReference<>() {},
                () -> providers.get(provider, BalanceProvider.class).balances());
    }

    Uni<Void> dropBalances(String provider) {
        return cache.drop(balancesKey(provider));
    }

    private static String balancesKey(String provider) {
        return provider + ":balances";
    }
}
