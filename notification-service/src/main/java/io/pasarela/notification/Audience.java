package io.pasarela.notification;

import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.ProblemException;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose notices are meant.
 *
 * @param subject one user of the client; all of them when absent
 * @param rampId one ramp; all of them when absent
 */
public record Audience(
        String client, @Nullable String subject, @Nullable UUID rampId) {

    public static Audience of(Caller caller, @Nullable UUID rampId) {
        return new Audience(caller.client(), caller.subject(), rampId);
    }

    /**
     * What the caller may hear, narrowed to one user of its client.
     *
     * @param subject as the request states it; an end user can name itself only
     */
    public static Audience narrowed(Caller caller, @Nullable String subject) {
        if (subject == null) {
            return of(caller, null);
        }
        Faults faults = new Faults();
        var _ = faults.text("subject", subject);
        faults.refuseIfAny();
        if (!caller.maySee(subject)) {
            throw ProblemException.of(ProblemCode.FORBIDDEN, "An end user's token is for that user only.");
        }
        return new Audience(caller.client(), subject, null);
    }

    /**
     * The condition of SQL on rows of the audience, whose parameters 1 to 3 are those of {@link #parameters}. One text for each kind of audience,
     * because a filter that is switched off by a null keeps PostgreSQL from using the index.
     */
    public String condition() {
        return " client = $1 and "
                + (subject == null ? "$2::text is null" : "subject = $2")
                + " and "
                + (rampId == null ? "$3::uuid is null " : "ramp_id = $3 ");
    }

    /** The same without the ramp, for tables that know none: parameters 1 and 2 of {@link #parameters}. */
    public String userCondition() {
        return " client = $1 and " + (subject == null ? "$2::text is null " : "subject = $2 ");
    }

    public Tuple parameters() {
        return Tuple.tuple().addString(client).addString(subject).addUUID(rampId);
    }
}
