package io.pasarela.quote.limits;

import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.contracts.events.UserSnapshot;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.KycProvider;
import io.pasarela.providers.KycProvider.Level;
import io.pasarela.providers.Providers;
import io.pasarela.quote.limits.Ledger.Page;
import io.pasarela.quote.limits.Standings.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** How much users may still move. */
@ApplicationScoped
public class Limits {

    private static final Logger LOG = Logger.getLogger(Limits.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** A user's limits, as a quotation needs them. */
    public final class Check {

        private final Allowance allowance;

        private Check(Allowance allowance) {
            this.allowance = allowance;
        }

        /**
         * Ends the request when the user may not ramp at all, or may not move this much more.
         *
         * @param dollars in USD; empty when the amount cannot be told in dollars, which no limit is set for
         */
        public void refuseBeyond(Optional<BigDecimal> dollars) {
            if (!allowance.standing().isActive()) {
                throw ProblemException.of(
                        ProblemCode.USER_NOT_ACTIVE,
                        "The user's status is " + allowance.standing().status() + ".");
            }
            dollars.ifPresent(amount -> allowance.exceededBy(amount).ifPresent(window -> {
                registry.counter("pasarela.limits.refusals", "window", window.name())
                        .increment();
                LimitRefusal refusal = new LimitRefusal(allowance, window, amount);
                throw ProblemException.explained(ProblemCode.LIMIT_EXCEEDED, refusal.detail(), refusal);
            }));
        }

        /** The user's id at its client, which is the subject of the user's own tokens. */
        public String userExternalId() {
            return allowance.user().externalId();
        }

        /** For a person's eyes. */
        public LimitsView view(Locale language) {
            return LimitsView.of(allowance, language);
        }

        /** For an application's: without texts. */
        public LimitsView codes() {
            return LimitsView.of(allowance, null);
        }
    }

    private final Ledger ledger;
    private final Standings standings;
    private final Providers providers;
    private final LimitsConfig config;
    private final MeterRegistry registry;

    Limits(Ledger ledger, Standings standings, Providers providers, LimitsConfig config, MeterRegistry registry) {
        this.ledger = ledger;
        this.standings = standings;
        this.providers = providers;
        this.config = config;
        this.registry = registry;
    }

    /**
     * The limits of a user at this moment. Fails with {@code NOT_FOUND} when the caller may see no such user, and with {@code
     * SERVICE_UNAVAILABLE} when they cannot be told for certain.
     */
    public Uni<Check> of(Caller caller, UUID userId) {
        Instant now = Instant.now();
        return find(caller, userId, now.plus(config.unknownUserPatience()), LOOK_AGAIN)
                .map(found -> found.orElseThrow(Limits::unknown))
                .flatMap(page -> standings.of(page.user()).map(standing -> new Check(allowance(page, standing))));
    }

    // Somebody else's user is waited for like one that is not known yet, so that no clock tells them apart. Each pause
    // is twice the last one: whoever asks about nobody at all, again and again, shall not keep Redis busy with it.
    private Uni<Optional<Page>> find(Caller caller, UUID userId, Instant until, Duration pause) {
        Instant now = Instant.now();
        return ledger.read(userId, now)
                .map(found -> found.filter(page -> maySee(caller, page.user())))
                .flatMap(found -> found.isPresent() || now.isAfter(until)
                        ? Uni.createFrom().item(found)
                        : Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(pause)
                                .flatMap(_ -> find(caller, userId, until, pause.multipliedBy(2))));
    }

    private static boolean maySee(Caller caller, UserSnapshot user) {
        return user.client().equals(caller.client()) && caller.maySee(user.externalId());
    }

    private Allowance allowance(Page page, Standing standing) {
        UserSnapshot user = page.user();
        ZoneId zone = zone(user.timeZone());
        Optional<KycProvider> kyc = providers.find(user.provider(), KycProvider.class);
        Optional<Level> level = kyc.map(levels -> levels.levelOrLowest(standing.level()));
        level.filter(taken -> !taken.name().equals(standing.level()))
                .ifPresent(taken -> LOG.warnf(
                        "%s has a level that is not known here, %s is taken for it", user.provider(), taken.name()));
        Optional<Level> next = kyc.flatMap(levels -> level.flatMap(taken -> levels.levelAfter(taken.name())));
        return new Allowance(
                user,
                standing,
                zone,
                level.orElse(null),
                next.orElse(null),
                Used.of(page.movements(), zone, Instant.now()));
    }

    // A zone that this Java does not know yet is told as what it is taken for.
    private static ZoneId zone(@org.jspecify.annotations.Nullable String id) {
        try {
            return id == null ? ZoneId.of("UTC") : ZoneId.of(id);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }

    private static ProblemException unknown() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "There is no user with this id.");
    }
}
