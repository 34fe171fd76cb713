package io.pasarela.notification;

import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.Page;
import io.pasarela.gateway.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/notifications}. */
@Path("/api/v2/notifications")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("notifications:read")
public class NotificationResource {

    /** A stream that states no position begins with what is not older than this. */
    private static final Duration PAST = Duration.ofHours(1);

    /** Silence longer than this makes proxies and phones hang up. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final long RECONNECT_MILLIS = 2000;

    private final Callers callers;
    private final Notices notices;
    private final NoticeStream stream;

    NotificationResource(Callers callers, Notices notices, NoticeStream stream) {
        this.callers = callers;
        this.notices = notices;
        this.stream = stream;
    }

    @GET
    @Path("/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Every change of the caller's ramps, as server-sent events",
            description =
                    "Begins with the last hour, or with the whole story of ?ramp=, or after Last-Event-ID (header, or query"
                            + " parameter lastEventId), and goes on without end. Events are named ramp; comments are heartbeats.")
    public Multi<OutboundSseEvent> stream(
            @Context Sse sse,
            @RestQuery @Nullable String ramp,
            @RestQuery @Nullable String lastEventId,
            @RestHeader("Last-Event-ID") @Nullable String lastEventIdHeader) {
        Faults faults = new Faults();
        UUID rampId = ramp == null ? null : faults.id("ramp", ramp).orElse(null);
        faults.refuseIfAny();
        Audience audience = Audience.of(callers.current(), rampId);
        Optional<Long> stated = position(lastEventIdHeader == null ? lastEventId : lastEventIdHeader);
        Uni<Long> begin = stated.isPresent()
                ? Uni.createFrom().item(stated.get())
                : rampId != null ? Uni.createFrom().item(0L) : notices.positionBefore(audience, PAST);
        Multi<OutboundSseEvent> events = begin.onItem()
                .transformToMulti(position -> stream.from(audience, position))
                .map(notice -> event(sse, notice));
        Multi<OutboundSseEvent> heartbeats = Multi.createFrom()
                .ticks()
                .startingAfter(HEARTBEAT)
                .every(HEARTBEAT)
                .onOverflow()
                .drop()
                .map(_ -> sse.newEventBuilder().comment("still here").build());
        return Multi.createBy().merging().streams(events, heartbeats);
    }

    @GET
    @Operation(summary = "The inbox, newest first")
    public Uni<Page<Notice>> list(@RestQuery @Nullable String after, @RestQuery @Nullable String limit) {
        int size = Page.limit(limit);
        return notices.inbox(Audience.of(callers.current(), null), Page.Cursor.of(after), size)
                .map(rows -> Page.of(
                        rows, size, notice -> notice, notice -> new Page.Cursor(notice.createdAt(), notice.id())));
    }

    @POST
    @Path("/{id}/read")
    @Operation(summary = "Mark a notice as read")
    public Uni<Notice> read(String id) {
        Audience audience = Audience.of(callers.current(), null);
        return Faults.uuid(id)
                .map(noticeId -> notices.read(audience, noticeId))
                .orElseThrow(NotificationResource::unknown)
                .map(notice -> notice.orElseThrow(NotificationResource::unknown));
    }

    private static OutboundSseEvent event(Sse sse, Notice notice) {
        return sse.newEventBuilder()
                .id(Long.toString(notice.position()))
                .name("ramp")
                .reconnectDelay(RECONNECT_MILLIS)
                .data(notice)
                .build();
    }

    private static Optional<Long> position(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return Optional.empty();
        }
        if (!lastEventId.matches("[0-9]{1,18}")) {
            throw ProblemException.of(
                    ProblemCode.INVALID_REQUEST,
                    new Fault(
                            "Last-Event-ID", "NOT_AN_EVENT_ID", "Last-Event-ID is the id of an event of this stream."));
        }
        return Optional.of(Long.parseLong(lastEventId));
    }

    private static ProblemException unknown() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "There is no notice with this id.");
    }
}
