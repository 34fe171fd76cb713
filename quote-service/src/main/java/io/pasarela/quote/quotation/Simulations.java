package io.pasarela.quote.quotation;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pasarela.contracts.money.Money;
import io.pasarela.gateway.Caller;
import io.pasarela.providers.QuotationProvider;
import io.pasarela.providers.QuotationProvider.Order;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.providers.QuotationProvider.Side;
import io.pasarela.quote.cache.CachedReads;
import io.pasarela.quote.cache.CachedReads.Cached;
import io.pasarela.quote.price.Credibility;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Prices to look at. Unlike a price to act on, one may be shown to several who ask for the same at the same time. */
@ApplicationScoped
class Simulations {

    private static final TypeReference<Price> PRICE = new TypeReference<>() {};

    private final CachedReads cache;
    private final QuotationConfig config;

    Simulations(CachedReads cache, QuotationConfig config) {
        this.cache = cache;
        this.config = config;
    }

    /** The provider's price, shared by identical requests of one user within a second, on any replica. */
    Uni<Cached<Price>> shared(Caller caller, QuotationProvider provider, Order order) {
        return cache.read(
                provider.name() + ":simulation:" + fingerprint(caller, order),
                config.simulationShared(),
                PRICE,
                () -> simulated(provider, order));
    }

    // An old price misleads: none of this kind stands in while the provider is away.
    private static Uni<Price> simulated(QuotationProvider provider, Order order) {
        return provider.simulate(order)
                .map(price -> Credibility.believed(order, price).simulated());
    }

    /** The same for the same caller and the same order, however its amount was written. */
    private static String fingerprint(Caller caller, Order order) {
        String canonical = JsonNodeFactory.instance
                .arrayNode()
                .add(caller.client())
                .add(caller.subject())
                .add(order.from().name())
                .add(order.to().name())
                .add(fixed(order).amount().toPlainString())
                .add(order.fixed().name())
                .add(order.cashInMethod())
                .add(order.cashOutMethod())
                .toString();
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Money fixed(Order order) {
        return Money.exactly(order.fixed() == Side.FROM ? order.from() : order.to(), order.amount());
    }
}
