package io.pasarela.ramp.intake;

import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.Providers;
import io.pasarela.providers.RampProvider;
import io.pasarela.ramp.intake.RampCreation.Wanted;
import io.pasarela.ramp.intake.RampCreation.Wanted.Found;
import io.pasarela.ramp.rules.FaultMessages;
import io.pasarela.ramp.rules.RefundRules;
import io.pasarela.ramp.store.Account;
import io.pasarela.ramp.store.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What must fit together before a ramp is stored: user, account, quotation, and where a deposit goes back to. */
@ApplicationScoped
class OrderChecks {

    private final Providers providers;
    private final Set<String> clabeBanksAdded;

    OrderChecks(
            Providers providers,
            @ConfigProperty(name = "pasarela.onboarding.clabe-banks-added") Optional<Set<String>> clabeBanksAdded) {
        this.providers = providers;
        this.clabeBanksAdded = clabeBanksAdded.orElse(Set.of());
    }

    /** Refuses an order with anything wrong in it, all at once. */
    void check(Wanted wanted, Found found) {
        Faults faults = new Faults();
        Optional<Account> account = found.account().filter(a -> a.userId().equals(wanted.userId()));
        if (found.user().isEmpty()) {
            faults.add("userId", "UNKNOWN_USER", "There is no such user.");
        }
        if (account.isEmpty() || account.get().providerAccountId() == null) {
            faults.add("accountId", "UNKNOWN_ACCOUNT", "This user has no such account.");
        }
        if (found.quotation().isEmpty()) {
            faults.add("quotationId", "UNKNOWN_QUOTATION", "There is no such quotation; ask for a new one.");
        }
        if (found.quotation()
                .map(QuoteService.Quoted::userId)
                .filter(quotedFor -> !quotedFor.equals(wanted.userId()))
                .isPresent()) {
            faults.add("userId", "OTHER_USER", "The quotation was made for another user; ask for one for this user.");
        }
        account.filter(Account::isClosed)
                .ifPresent(a -> faults.add(
                        "accountId",
                        "ACCOUNT_CLOSED",
                        "The account is %s; money can only be paid out to one that is not.".formatted(a.status())));
        account.filter(a -> found.quotation().isPresent())
                .filter(a -> !a.method().equals(found.quotation().get().cashOutMethod()))
                .ifPresent(a -> faults.add(
                        "accountId",
                        "WRONG_METHOD",
                        "The quotation pays out over %s, the account takes %s."
                                .formatted(found.quotation().get().cashOutMethod(), a.method())));
        found.quotation().ifPresent(quoted -> checkRefund(faults, wanted, quoted));
        faults.refuseIfAny(FaultMessages::new);
        checkState(found.quotation().orElseThrow(), found.user().orElseThrow());
    }

    private static void checkState(QuoteService.Quoted quoted, User user) {
        if (!quoted.expiresAt().isAfter(Instant.now())) {
            throw ProblemException.of(
                    ProblemCode.QUOTATION_EXPIRED,
                    new Fault(
                            "quotationId",
                            "EXPIRED",
                            "The quotation expired at %s; ask for a new one.".formatted(quoted.expiresAt())));
        }
        if (!user.isActive() || user.providerUserId() == null) {
            throw ProblemException.of(
                    ProblemCode.USER_NOT_ACTIVE,
                    new Fault(
                            "userId",
                            "NOT_ACTIVE",
                            "The user is %s; only ACTIVE users may ramp.".formatted(user.status())));
        }
    }

    private void checkRefund(Faults faults, Wanted wanted, QuoteService.Quoted quoted) {
        RefundInstructions refund = wanted.refund();
        if (refund != null) {
            String method = quoted.cashInMethod();
            Set<String> fields =
                    providers.get(quoted.provider(), RampProvider.class).refundFields(method);
            RefundRules.check(faults, refund.stated(), new RefundRules.Deposit(method, fields, clabeBanksAdded));
        }
    }
}
