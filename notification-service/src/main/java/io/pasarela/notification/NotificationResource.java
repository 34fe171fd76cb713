package io.pasarela.notification;

import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.Page;
import io.pasarela.gateway.ProblemException;
import io.pasarela.notification.preference.Preferences;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/notifications}: the inbox. */
@Path("/api/v2/notifications")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("notifications:read")
public class NotificationResource {

    /** No badge shows more. */
    private static final int UNREAD_MAX = 1000;

    private final Callers callers;
    private final InboxRows inbox;
    private final Preferences preferences;

    NotificationResource(Callers callers, InboxRows inbox, Preferences preferences) {
        this.callers = callers;
        this.inbox = inbox;
        this.preferences = preferences;
    }

    /**
     * How much is unread.
     *
     * @param unread counted up to 1000
     * @param more whether there are more than that
     */
    public record Unread(int unread, boolean more) {}

    /**
     * What the person has seen.
     *
     * @param upTo the position of the last notice that was seen
     */
    public record Seen(@Nullable String upTo) {}

    /**
     * What was marked.
     *
     * @param read notices that were unread before
     */
    public record MarkedRead(int read) {}

    @GET
    @Operation(
            summary = "The inbox, newest first",
            description =
                    "With a message for the person in the language of Accept-Language (es, en or pt), else the one that the person prefers, else Spanish. A client's token"
                            + " sees all of its users, or one by ?subject=.")
    public Uni<RestResponse<Page<Notice>>> list(
            @RestQuery @Nullable String after,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String subject,
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
        int size = Page.limit(limit);
        Audience audience = Audience.narrowed(callers.current(), subject);
        long before = Positions.of("after", after).orElse(Long.MAX_VALUE);
        return Uni.combine()
                .all()
                .unis(inbox.list(audience, before, size), language(acceptLanguage, audience))
                .with((rows, language) -> said(page(rows, size, language), language));
    }

    @GET
    @Path("/unread-count")
    @Operation(summary = "How many notices are unread", description = "Counted up to 1000. ?subject= as in the inbox.")
    public Uni<Unread> unread(@RestQuery @Nullable String subject) {
        return inbox.unread(Audience.narrowed(callers.current(), subject), UNREAD_MAX + 1)
                .map(count -> new Unread(Math.min(count, UNREAD_MAX), count > UNREAD_MAX));
    }

    @POST
    @Path("/{id}/read")
    @Operation(summary = "Mark a notice as read")
    public Uni<RestResponse<Notice>> read(
            String id, @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
        Audience audience = Audience.of(callers.current(), null);
        UUID noticeId = Faults.uuid(id).orElseThrow(NotificationResource::unknown);
        return inbox.read(audience, noticeId)
                .map(notice -> notice.orElseThrow(NotificationResource::unknown))
                .flatMap(notice ->
                        language(acceptLanguage, audience).map(language -> said(notice.in(language), language)));
    }

    @POST
    @Path("/read")
    @Operation(
            summary = "Mark every notice up to a position as read",
            description = "What has come since the person looked stays unread. ?subject= as in the inbox.")
    public Uni<MarkedRead> readUpTo(@Nullable Seen seen, @RestQuery @Nullable String subject) {
        String upTo = Faults.body(seen).upTo();
        long position = Positions.of("upTo", upTo)
                .orElseThrow(() -> ProblemException.of(
                        ProblemCode.INVALID_REQUEST,
                        new Fault("upTo", "REQUIRED", "upTo is required: the position of the last notice seen.")));
        return inbox.readUpTo(Audience.narrowed(callers.current(), subject), position)
                .map(MarkedRead::new);
    }

    /** Of rows that were read with one more than the limit. Positions are cursors, because they order what times cannot tell apart. */
    private static Page<Notice> page(List<Notice> rows, int limit, Locale language) {
        List<Notice> shown =
                rows.stream().limit(limit).map(notice -> notice.in(language)).toList();
        return new Page<>(
                shown, rows.size() > limit ? Long.toString(shown.getLast().position()) : null);
    }

    private Uni<Locale> language(@Nullable String acceptLanguage, Audience audience) {
        return preferences.language(acceptLanguage, audience.client(), audience.subject());
    }

    private static <T> RestResponse<T> said(T body, Locale language) {
        return ResponseBuilder.ok(body)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }

    private static ProblemException unknown() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "There is no notice with this id.");
    }
}
