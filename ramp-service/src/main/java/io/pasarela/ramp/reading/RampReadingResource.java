package io.pasarela.ramp.reading;

import io.pasarela.contracts.events.Outcome;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Created;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.Page;
import io.pasarela.gateway.UserMessages;
import io.pasarela.ramp.store.RampQueries;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v2/ramps} and below. */
@Path("/api/v2/ramps")
@Produces(MediaType.APPLICATION_JSON)
public class RampReadingResource {

    /** Longest wait for a change, in seconds. */
    private static final int WAIT_MAX = 30;

    private static final Set<String> STATUSES =
            Arrays.stream(RampStatus.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private static final List<String> OUTCOMES =
            Arrays.stream(Outcome.values()).map(Enum::name).toList();

    private final Callers callers;
    private final RampReader reader;
    private final RampQueries queries;
    private final ReadingConfig config;

    RampReadingResource(Callers callers, RampReader reader, RampQueries queries, ReadingConfig config) {
        this.callers = callers;
        this.reader = reader;
        this.queries = queries;
        this.config = config;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"ramps:read", "ramps:write"})
    @Operation(
            summary = "Read a ramp, or wait for its next change",
            description =
                    "With wait, the answer comes as soon as the ramp is another than If-None-Match says (or than it is now), at the"
                            + " latest after so many seconds. ETag names what was answered; 304 says that it still holds.")
    @APIResponseSchema(RampAnswer.class)
    @APIResponse(responseCode = "304", description = "The ramp is as If-None-Match says.")
    public Uni<Response> read(
            String id,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String known,
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage,
            @Parameter(
                            description = "Seconds to wait at most, 0 to 30.",
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .INTEGER,
                                            minimum = "0",
                                            maximum = "30"))
                    @RestQuery
                    @Nullable
                    String wait) {
        UUID rampId = Faults.uuid(id).orElseThrow(RampReader::unknown);
        Caller caller = callers.current();
        return reader.read(caller, rampId, UserMessages.language(acceptLanguage), known, seconds(wait))
                .map(read -> answer(read, known));
    }

    @GET
    @Path("/by-external-id/{externalId}")
    @RolesAllowed({"ramps:read", "ramps:write"})
    @Operation(summary = "Read a ramp by the client's own id of the order")
    @APIResponseSchema(RampAnswer.class)
    public Uni<Response> readByExternalId(
            String externalId,
            @RestHeader(HttpHeaders.IF_NONE_MATCH) @Nullable String known,
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
        Caller caller = callers.current();
        Faults faults = new Faults();
        faults.text("externalId", externalId);
        faults.refuseIfAny();
        return reader.findByExternalId(caller, externalId)
                .map(ramp ->
                        answer(RampReading.of(ramp.snapshot(), caller, UserMessages.language(acceptLanguage)), known));
    }

    @GET
    @RolesAllowed({"ramps:read", "ramps:write"})
    @Operation(
            summary = "List ramps, newest first",
            description =
                    "Stable under inserts: after is the nextCursor of the page before. status may be stated several times; outcome"
                            + " lists only ramps that are CONFIRMED or UNCERTAIN;"
                            + " createdFrom (inclusive) and createdTo (exclusive) are RFC 3339 times.")
    public Uni<Page<RampAnswer>> list(
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage,
            @RestQuery @Schema(implementation = Outcome.class) @Nullable String outcome,
            @RestQuery @Nullable String externalId,
            @RestQuery @Nullable String userId,
            @RestQuery @Schema(implementation = RampStatus[].class) List<String> status,
            @RestQuery @Nullable String createdFrom,
            @RestQuery @Nullable String createdTo,
            @RestQuery @Nullable String after,
            @RestQuery @Nullable String limit) {
        int size = Page.limit(limit);
        Faults faults = new Faults();
        RampQueries.Filter filter = new RampQueries.Filter(
                faults.optionalText("externalId", externalId).orElse(null),
                userId == null ? null : faults.id("userId", userId).orElse(null),
                statuses(faults, status),
                outcome(faults, outcome),
                Created.between(faults, createdFrom, createdTo));
        faults.refuseIfAny();
        Caller caller = callers.current();
        Locale language = UserMessages.language(acceptLanguage);
        return queries.list(caller, filter, Page.Cursor.of(after), size)
                .map(rows -> Page.of(
                        rows,
                        size,
                        ramp -> RampAnswer.of(ramp.snapshot(), caller, language),
                        ramp -> new Page.Cursor(ramp.createdAt(), ramp.id())));
    }

    @GET
    @Path("/{id}/timeline")
    @RolesAllowed({"ramps:read", "ramps:write"})
    @Operation(
            summary = "What happened to a ramp, and what comes next",
            description =
                    "Oldest first. Messages are for the person, in the language of Accept-Language (es, en or pt).")
    @APIResponseSchema(Timeline.class)
    public Uni<Response> timeline(String id, @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
        UUID rampId = Faults.uuid(id).orElseThrow(RampReader::unknown);
        Locale language = UserMessages.language(acceptLanguage);
        Caller caller = callers.current();
        return reader.find(caller, rampId)
                .flatMap(ramp -> queries.timeline(rampId)
                        .map(entries -> Timeline.of(
                                ramp,
                                entries,
                                config.expected(),
                                new Timeline.Reader(caller.endUser().isPresent(), language, Instant.now()))))
                .map(timeline -> Response.ok(timeline)
                        .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                        .build());
    }

    private static Response answer(RampReading read, @Nullable String known) {
        var response = read.isKnownTo(known) ? Response.notModified() : Response.ok(read.answer());
        return response.header(HttpHeaders.ETAG, read.tag())
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }

    private static Set<RampStatus> statuses(Faults faults, List<String> stated) {
        return faults.someOf("status", stated, STATUSES).stream()
                .filter(STATUSES::contains)
                .map(RampStatus::valueOf)
                .collect(Collectors.toSet());
    }

    private static @Nullable Outcome outcome(Faults faults, @Nullable String stated) {
        if (stated != null && !OUTCOMES.contains(stated)) {
            faults.add("outcome", "UNKNOWN_VALUE", "outcome is one of " + OUTCOMES + ".");
        }
        return stated != null && OUTCOMES.contains(stated) ? Outcome.valueOf(stated) : null;
    }

    private static Duration seconds(@Nullable String wait) {
        Faults faults = new Faults();
        if (wait != null && !(wait.matches("[0-9]{1,2}") && Integer.parseInt(wait) <= WAIT_MAX)) {
            faults.add("wait", "OUT_OF_RANGE", "wait is a number of seconds from 0 to 30.");
        }
        faults.refuseIfAny();
        return wait == null ? Duration.ZERO : Duration.ofSeconds(Integer.parseInt(wait));
    }
}
