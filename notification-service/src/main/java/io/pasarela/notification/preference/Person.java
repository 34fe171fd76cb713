package io.pasarela.notification.preference;

import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.ProblemException;
import io.pasarela.notification.delivery.News;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One user of a client: whoever calls, or whom the client names. */
public record Person(String client, String subject) {

    /** What asks who is to be told of a notice: client, subject, id, type, data, and the kind of change. */
    public static Tuple told(News news) {
        RampSnapshot ramp = news.event().ramp();
        return Tuple.tuple(List.of(
                ramp.client(),
                ramp.userExternalId(),
                news.id(),
                news.event().type(),
                news.data(),
                ChangeKind.of(ramp.status()).name()));
    }

    /** @param subject what {@code ?subject=} says; needed with a client's own token, and of no use with an end user's but for itself */
    public static Person of(Caller caller, @Nullable String subject) {
        if (subject == null) {
            return new Person(
                    caller.client(),
                    caller.endUser()
                            .orElseThrow(() -> ProblemException.of(
                                    ProblemCode.INVALID_REQUEST,
                                    new Fault("subject", "REQUIRED", "A client states whom it means by ?subject=."))));
        }
        Faults faults = new Faults();
        var _ = faults.text("subject", subject);
        faults.refuseIfAny();
        if (!caller.maySee(subject)) {
            throw ProblemException.of(ProblemCode.FORBIDDEN, "An end user's token is for that user only.");
        }
        return new Person(caller.client(), subject);
    }
}
