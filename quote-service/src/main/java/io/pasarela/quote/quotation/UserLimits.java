package io.pasarela.quote.quotation;

import io.pasarela.gateway.Caller;
import io.pasarela.providers.QuotationProvider.Price;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * The one place where the limits of the user whom a request names are kept. A refusal is a failure with a {@link
 * io.pasarela.gateway.ProblemException}; a request without {@code userId} passes.
 */
@ApplicationScoped
class UserLimits {

    /**
     * Before anything binding reaches a provider.
     *
     * @param estimate both amounts at a recent price; asked for only when the exact amount in dollars is not the one that the request fixes
     */
    Uni<Void> before(Caller caller, Wanted wanted, Supplier<Uni<Estimate>> estimate) {
        return Uni.createFrom().voidItem();
    }

    /** Again with the exact amounts, before the quotation is kept or returned. */
    Uni<Void> after(Caller caller, Wanted wanted, Price price) {
        return Uni.createFrom().voidItem();
    }
}
