package io.pasarela.ramp.store;

import io.pasarela.contracts.events.Cause;
import io.pasarela.contracts.events.RampReason;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.ramp.columns.Columns;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing that was heard of a ramp, and what became of it. */
@Entity
@Table(name = "timeline")
public class TimelineEntry {

    /** Without the id, which the database makes. */
    static final Columns<TimelineEntry> COLUMNS =
            Columns.of(TimelineEntry.class).without(Set.of("id"));

    static final String ACCEPTED = "ACCEPTED";
    static final String NOTED = "NOTED";
    static final String REOPENED = "REOPENED";

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private UUID rampId;
    private Instant at;

    @Enumerated(EnumType.STRING)
    private Cause cause;

    private @Nullable String eventId;
    private @Nullable String providerStatus;

    @Enumerated(EnumType.STRING)
    private RampStatus status;

    private String verdict;
    private @Nullable String detail;

    @Enumerated(EnumType.STRING)
    private @Nullable RampReason reasonCode;

    @SuppressWarnings("NullAway") // Hibernate fills the fields
    protected TimelineEntry() {}

    @SuppressWarnings("NullAway") // the database makes the id
    TimelineEntry(
            Ramp ramp,
            Source source,
            @Nullable String providerStatus,
            String verdict,
            @Nullable String detail,
            Instant at) {
        this.rampId = ramp.id();
        this.at = at;
        this.cause = source.cause();
        this.eventId = source.eventId();
        this.providerStatus = providerStatus;
        this.status = ramp.status();
        this.verdict = verdict;
        this.detail = detail;
        this.reasonCode = isTransition() ? ramp.snapshot().reasonCode() : null;
    }

    /** Who sends a command. @param eventId of the webhook; absent for all else */
    record Source(Cause cause, @Nullable String eventId) {}

    public Instant at() {
        return at;
    }

    public Cause cause() {
        return cause;
    }

    /** The ramp's status after it. */
    public RampStatus status() {
        return status;
    }

    public @Nullable String providerStatus() {
        return providerStatus;
    }

    /**
     * {@code ACCEPTED}, {@code REOPENED} when it took back an end that was told already, {@code NOTED} when only details were taken over, or why it
     * changed nothing: {@code REPEATED}, {@code LATE}, {@code UNKNOWN_STATUS}, {@code ILLEGAL}.
     */
    public String verdict() {
        return verdict;
    }

    /** Whether the ramp's status changed by it. */
    public boolean isTransition() {
        return verdict.equals(ACCEPTED) || verdict.equals(REOPENED);
    }

    public @Nullable String detail() {
        return detail;
    }

    public @Nullable RampReason reasonCode() {
        return reasonCode;
    }
}
