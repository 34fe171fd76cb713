package io.pasarela.ramp.store;

import io.pasarela.contracts.events.Outcome;
import io.pasarela.contracts.events.RampDirection;
import io.pasarela.contracts.events.RampReason;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import io.pasarela.ramp.domain.RampNews;
import io.pasarela.ramp.domain.RampReasons;
import io.pasarela.ramp.domain.RampState;
import io.pasarela.ramp.domain.RampState.Submission;
import io.pasarela.ramp.store.NewRamp.Processing;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ramp as it is stored. It changes only inside this package, through {@link Ramps}. */
@Entity
@Table(name = "ramps")
public class Ramp {

    private static final String NEVER_RECEIVED = "The provider never received this ramp; no money has moved.";

    @Id
    private UUID id;

    private String client;
    private String externalId;
    private String fingerprint;
    private UUID userId;
    private String userExternalId;
    private UUID accountId;
    private UUID quotationId;
    private String provider;
    private @Nullable String providerRampId;
    private byte[] request;

    @Enumerated(EnumType.STRING)
    private RampDirection direction;

    @Enumerated(EnumType.STRING)
    private Submission submission;

    private int checks;
    private @Nullable Instant nextCheckAt;

    @Enumerated(EnumType.STRING)
    private RampStatus status;

    private @Nullable String providerStatus;
    private @Nullable Instant providerTime;
    private String fromCurrency;
    private BigDecimal fromAmount;
    private String toCurrency;
    private BigDecimal toAmount;
    private @Nullable BigDecimal executedFromAmount;
    private @Nullable BigDecimal executedToAmount;
    private String cashInMethod;
    private String cashOutMethod;
    private String depositInstructions = "[]";
    private @Nullable Instant depositExpiresAt;
    private @Nullable Instant depositCheckAt;
    private @Nullable Long processingSeconds;
    private @Nullable String processingBasis;
    private @Nullable String transferProof;
    private @Nullable String reason;

    @Enumerated(EnumType.STRING)
    private @Nullable RampReason reasonCode;

    private long sequence;
    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway") // Hibernate fills the fields
    protected Ramp() {}

    /** A ramp that is about to be sent to its provider. */
    Ramp(NewRamp made, byte[] request, Instant now, Duration leaseOfSender) {
        this.id = made.id();
        this.client = made.client();
        this.externalId = made.externalId();
        this.fingerprint = made.fingerprint();
        this.userId = made.userId();
        this.userExternalId = made.userExternalId();
        this.accountId = made.accountId();
        this.quotationId = made.quotationId();
        this.provider = made.provider();
        this.request = request.clone();
        this.direction = RampDirection.of(made.to().asset());
        this.submission = Submission.RESERVED;
        this.nextCheckAt = now.plus(leaseOfSender);
        this.status = RampStatus.CREATED;
        this.fromCurrency = made.from().asset().name();
        this.fromAmount = made.from().amount();
        this.toCurrency = made.to().asset().name();
        this.toAmount = made.to().amount();
        this.cashInMethod = made.cashInMethod();
        this.cashOutMethod = made.cashOutMethod();
        this.depositExpiresAt = made.depositExpiresAt();
        this.depositCheckAt = made.depositExpiresAt();
        Processing takes = made.processing();
        this.processingSeconds = takes == null ? null : takes.within().toSeconds();
        this.processingBasis = takes == null ? null : takes.basis();
        this.createdAt = now;
        this.updatedAt = now;
    }

    public UUID id() {
        return id;
    }

    public String provider() {
        return provider;
    }

    public @Nullable String providerRampId() {
        return providerRampId;
    }

    public String userExternalId() {
        return userExternalId;
    }

    public Submission submission() {
        return submission;
    }

    int checks() {
        return checks;
    }

    public byte[] request() {
        return request.clone();
    }

    public boolean wasAskedForBy(String fingerprintOfRequest) {
        return fingerprint.equals(fingerprintOfRequest);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public RampState state() {
        return new RampState(submission, status, providerTime);
    }

    /** How long its quotation said that it takes; absent when that said nothing. */
    public @Nullable Processing processing() {
        return processingSeconds == null || processingBasis == null
                ? null
                : new Processing(Duration.ofSeconds(processingSeconds), processingBasis);
    }

    public RampStatus status() {
        return status;
    }

    long sequence() {
        return sequence;
    }

    /** One step of an accepted decision: one status, one event. @return how long the status before lasted */
    Duration step(RampStatus next, Instant now) {
        Instant since = updatedAt;
        status = next;
        sequence++;
        updatedAt = now;
        return Duration.between(since, now);
    }

    void submitted(Submission next) {
        reason = next == Submission.ABANDONED ? NEVER_RECEIVED : submission == Submission.ABANDONED ? null : reason;
        submission = next;
    }

    /** When the provider is asked next, at the latest; never when absent. */
    void checkAt(@Nullable Instant next, int checksDone) {
        nextCheckAt = next;
        checks = checksDone;
    }

    void takeOver(RampNews news) {
        providerRampId = news.providerRampId();
        providerStatus = news.statedStatus();
        providerTime = news.latest(providerTime);
        if (!news.depositInstructions().isEmpty()) {
            depositInstructions = StoredInstructions.written(news.depositInstructions());
        }
        transferProof = news.transferProof() == null ? transferProof : news.transferProof();
        reason = news.reason() == null ? reason : news.reason();
        reasonCode = news.reasonCode() == null ? reasonCode : news.reasonCode();
        if (news.status() == RampStatus.COMPLETED) {
            executedFromAmount = news.fromAmount() == null ? executedFromAmount : news.fromAmount();
            executedToAmount = news.toAmount() == null ? executedToAmount : news.toAmount();
        }
    }

    /** The ramp as the world sees it. */
    public RampSnapshot snapshot() {
        boolean sure = submission.isSure();
        RampReason why = RampReasons.of(status, submission, reasonCode);
        return new RampSnapshot(
                id,
                externalId,
                client,
                userId,
                userExternalId,
                accountId,
                quotationId,
                provider,
                providerRampId,
                direction,
                status,
                providerStatus,
                sure ? Outcome.CONFIRMED : Outcome.UNCERTAIN,
                sure ? null : nextCheckAt,
                fromCurrency,
                scaled(fromCurrency, fromAmount),
                toCurrency,
                scaled(toCurrency, toAmount),
                executedFromAmount == null ? null : scaled(fromCurrency, executedFromAmount),
                executedToAmount == null ? null : scaled(toCurrency, executedToAmount),
                cashInMethod,
                cashOutMethod,
                StoredInstructions.read(depositInstructions),
                depositExpiresAt,
                transferProof,
                reason,
                why,
                why == null ? null : why.nextAction(),
                createdAt,
                updatedAt);
    }

    // The column has room for every asset's decimals; the wire has exactly those of this one.
    private static BigDecimal scaled(String currency, BigDecimal amount) {
        return Money.received(Asset.valueOf(currency), amount).amount();
    }
}
