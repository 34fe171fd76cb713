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
import io.pasarela.quote.cache.CacheConfig;
import io.pasarela.quote.cache.CachedReads;
import io.pasarela.quote.cache.CachedReads.Cached;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Pairs, banks and balances as the provider publishes them, cached. */
@ApplicationScoped
public class Published {

    private final Providers providers;
    private final CachedReads cache;
    private final String provider;
    private final Duration pairsTtl;
    private final Duration banksTtl;
    private final Duration noBanksTtl;
    private final Duration balancesTtl;

    Published(Providers providers, CachedReads cache, QuoteConfig quoting, CacheConfig caching) {
        this.providers = providers;
        this.cache = cache;
        this.provider = quoting.provider();
        this.pairsTtl = caching.ttl("pairs");
        this.banksTtl = caching.ttl("banks");
        this.noBanksTtl = banksTtl.compareTo(caching.emptyTtl()) < 0 ? banksTtl : caching.emptyTtl();
        this.balancesTtl = caching.ttl("balances");
    }

    public Uni<Cached<List<Pair>>> pairs() {
        return pairs(provider);
    }

    /** What that provider has on offer; fails with {@link java.util.NoSuchElementException} when it publishes no pairs. */
    public Uni<Cached<List<Pair>>> pairs(String provider) {
        return cache.read(
                pairsKey(provider),
                pairsTtl,
                new TypeReference<>() {},
                () -> providers.get(provider, PairProvider.class).pairs());
    }

    /** @param countryCode one of ISO 3166's, checked: it becomes part of a key */
    Uni<Cached<List<Bank>>> banks(String countryCode) {
        return cache.read(
                banksKey(countryCode),
                banks -> banks.isEmpty() ? noBanksTtl : banksTtl,
                new TypeReference<>() {},
                () -> providers.get(provider, BankProvider.class).banks(countryCode));
    }

    Uni<Cached<List<Balance>>> balances() {
        return cache.read(
                balancesKey(),
                balancesTtl,
                new TypeReference<>() {},
                () -> providers.get(provider, BalanceProvider.class).balances());
    }

    /** What the pairs are cached under. */
    String pairsKey() {
        return pairsKey(provider);
    }

    private static String pairsKey(String provider) {
        return provider + ":pairs";
    }

    /** What these banks are cached under. */
    String banksKey(String countryCode) {
        return provider + ":banks:" + countryCode;
    }

    /** What the balances are cached under. */
    String balancesKey() {
        return provider + ":balances";
    }
}
