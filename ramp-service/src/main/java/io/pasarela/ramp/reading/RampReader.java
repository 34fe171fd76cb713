package io.pasarela.ramp.reading;

import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.ProblemException;
import io.pasarela.ramp.store.Ramp;
import io.pasarela.ramp.store.RampQueries;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a ramp now, or when it changes. */
@ApplicationScoped
class RampReader {

    private final RampQueries queries;
    private final RampWatch watch;

    RampReader(RampQueries queries, RampWatch watch) {
        this.queries = queries;
        this.watch = watch;
    }

    /** The ramp; ends the request when the caller has none with this id. */
    Uni<Ramp> find(Caller caller, UUID id) {
        return queries.find(caller, id).map(RampReader::orUnknown);
    }

    Uni<Ramp> findByExternalId(Caller caller, String externalId) {
        return queries.findByExternalId(caller, externalId).map(RampReader::orUnknown);
    }

    /**
     * The ramp as soon as it is another than the caller knows, or as it stands when the time is over. At once when it is over itself.
     *
     * @param known the caller's {@code If-None-Match}; without it, the caller knows the ramp as it stands now
     */
    Uni<RampReading> read(Caller caller, UUID id, Locale language, @Nullable String known, Duration wait) {
        return find(caller, id).flatMap(ramp -> {
            RampReading first = RampReading.of(ramp.snapshot(), caller, language);
            boolean another = known != null && !first.isKnownTo(known);
            boolean waits = !wait.isZero() && !another && ramp.state().mayGoOn() && watch.enter(caller.client());
            return waits
                    ? waited(caller, id, language, new Known(known == null ? first.tag() : known, RampWatch.NONE))
                            .ifNoItem()
                            .after(wait)
                            .recoverWithUni(() -> now(caller, id, language))
                            .onTermination()
                            .invoke(() -> watch.leave(caller.client()))
                    : Uni.createFrom().item(first);
        });
    }

    private record Known(String tags, long version) {}

    private Uni<RampReading> waited(Caller caller, UUID id, Locale language, Known known) {
        return watch.after(id, known.version())
                .flatMap(version -> now(caller, id, language)
                        .flatMap(ramp -> ramp.isKnownTo(known.tags()) && version != known.version()
                                ? waited(caller, id, language, new Known(known.tags(), version))
                                : Uni.createFrom().item(ramp)));
    }

    private Uni<RampReading> now(Caller caller, UUID id, Locale language) {
        return find(caller, id).map(ramp -> RampReading.of(ramp.snapshot(), caller, language));
    }

    private static Ramp orUnknown(Optional<Ramp> ramp) {
        return ramp.orElseThrow(RampReader::unknown);
    }

    static ProblemException unknown() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "There is no ramp with this id.");
    }
}
