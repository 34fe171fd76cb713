package io.pasarela.ramp.intake;

import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.RampProvider;
import io.pasarela.ramp.dispatch.DepositWaits;
import io.pasarela.ramp.dispatch.Submission;
import io.pasarela.ramp.domain.RampState;
import io.pasarela.ramp.intake.RampCreation.Wanted.Found;
import io.pasarela.ramp.store.Account;
import io.pasarela.ramp.store.NewRamp;
import io.pasarela.ramp.store.Ramp;
import io.pasarela.ramp.store.RampQueries;
import io.pasarela.ramp.store.User;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns a request into at most one ramp, however often it is sent. */
@ApplicationScoped
class RampCreation {

    private final Quotations quotations;
    private final RampQueries queries;
    private final Submission submission;
    private final DepositWaits waits;
    private final OrderChecks checks;
    private final Fingerprints fingerprints;

    RampCreation(
            Quotations quotations,
            RampQueries queries,
            Submission submission,
            DepositWaits waits,
            OrderChecks checks,
            Fingerprints fingerprints) {
        this.quotations = quotations;
        this.queries = queries;
        this.submission = submission;
        this.waits = waits;
        this.checks = checks;
        this.fingerprints = fingerprints;
    }

    /** What came of a request. @param repeated whether an earlier request had already made it */
    record Created(Ramp ramp, boolean repeated) {}

    /** A request whose fields are well-formed. */
    record Wanted(
            UUID quotationId,
            UUID userId,
            UUID accountId,
            String externalId,
            Fingerprint fingerprint,
            @Nullable RefundInstructions refund,
            Caller caller,
            String authorization) {

        /** What its ids name; each may name nothing. */
        record Found(Optional<User> user, Optional<Account> account, Optional<QuoteService.Quoted> quotation) {}
    }

    Uni<Created> create(RampRequest request, Caller caller, String authorization) {
        Wanted wanted = wellFormed(request, caller, authorization);
        return queries.beforeCreation(
                        caller, wanted.externalId(), wanted.userId(), wanted.accountId(), wanted.quotationId())
                .flatMap(before -> before.sameKey().isPresent()
                        ? Uni.createFrom().item(repeated(before.sameKey().get(), wanted))
                        : checked(wanted, before));
    }

    private Wanted wellFormed(RampRequest request, Caller caller, String authorization) {
        Faults faults = new Faults();
        Optional<UUID> quotationId = faults.id("quotationId", request.quotationId());
        Optional<UUID> userId = faults.id("userId", request.userId());
        Optional<UUID> accountId = faults.id("accountId", request.accountId());
        Optional<String> externalId = faults.text("externalId", request.externalId());
        faults.refuseIfAny();
        return new Wanted(
                quotationId.orElseThrow(),
                userId.orElseThrow(),
                accountId.orElseThrow(),
                externalId.orElseThrow(),
                fingerprints.of(request),
                request.refundInstructions(),
                caller,
                authorization);
    }

    private static Created repeated(Ramp ramp, Wanted wanted) {
        if (!wanted.fingerprint().isOf(ramp::wasAskedForBy) || !wanted.caller().maySee(ramp.userExternalId())) {
            throw ProblemException.of(
                    ProblemCode.IDEMPOTENCY_MISMATCH,
                    new Fault(
                            "externalId",
                            "USED",
                            "This externalId was used for a ramp with other fields; use a new one."));
        }
        if (ramp.submission() == RampState.Submission.RESERVED || ramp.submission() == RampState.Submission.SENDING) {
            throw ProblemException.retry(
                    ProblemCode.REQUEST_IN_FLIGHT,
                    "The first request with this externalId is still being worked on.",
                    Duration.ofSeconds(1));
        }
        return new Created(ramp, true);
    }

    private Uni<Created> checked(Wanted wanted, RampQueries.Before before) {
        return quotations.find(wanted.quotationId(), wanted.authorization()).flatMap(quotation -> {
            Found named = new Found(before.user(), before.account(), quotation);
            checks.check(wanted, named);
            return before.quotationUsed() ? again(wanted) : submitted(wanted, named);
        });
    }

    // Somebody executes this quotation already: the same request, a moment ahead of us, or another one.
    private Uni<Created> again(Wanted wanted) {
        return queries.findByExternalId(wanted.caller().client(), wanted.externalId())
                .map(existing -> repeated(
                        existing.orElseThrow(() -> ProblemException.of(
                                ProblemCode.QUOTATION_USED,
                                new Fault(
                                        "quotationId",
                                        "USED",
                                        "This quotation was executed by another ramp; ask for a new one."))),
                        wanted));
    }

    private Uni<Created> submitted(Wanted wanted, Found found) {
        QuoteService.Quoted quoted = found.quotation().orElseThrow();
        User user = found.user().orElseThrow();
        NewRamp made = made(wanted, user, quoted);
        RampProvider.Order order = new RampProvider.Order(
                made.id().toString(),
                quoted.providerQuotationId(),
                Objects.requireNonNull(user.providerUserId()),
                Objects.requireNonNull(found.account().orElseThrow().providerAccountId()),
                made.from(),
                made.to(),
                made.cashInMethod(),
                made.cashOutMethod(),
                wanted.refund() == null ? Map.of() : wanted.refund().stated());
        return submission
                .submit(made, order)
                .flatMap(sent ->
                        sent.isPresent() ? Uni.createFrom().item(new Created(sent.get(), false)) : again(wanted));
    }

    private NewRamp made(Wanted wanted, User user, QuoteService.Quoted quoted) {
        return new NewRamp(
                UUID.randomUUID(),
                wanted.caller().client(),
                wanted.externalId(),
                wanted.fingerprint().kept(),
                user.id(),
                user.externalId(),
                wanted.accountId(),
                wanted.quotationId(),
                quoted.provider(),
                Money.exactly(Asset.valueOf(quoted.fromCurrency()), quoted.fromAmount()),
                Money.exactly(Asset.valueOf(quoted.toCurrency()), quoted.toAmount()),
                quoted.cashInMethod(),
                quoted.cashOutMethod(),
                waits.until(quoted.cashInMethod(), Instant.now()),
                processing(quoted.processingTime()));
    }

    private static NewRamp.@Nullable Processing processing(QuoteService.@Nullable ProcessingTime told) {
        return told == null
                ? null
                : new NewRamp.Processing(told.p90() == null ? told.estimate() : told.p90(), told.basis());
    }
}
