package io.pasarela.notification.access;

import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.ProblemException;
import io.pasarela.gateway.rate.Rates;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who may open a stream: whoever shows a token, or a ticket that is still good, or one that is not any more together with the cookie that the
 * stream has set which it opened. A cookie alone opens nothing: the URL says whose stream is meant, which a browser with several users needs.
 */
@ApplicationScoped
public class Admission {

    private static final String SCOPE = "notifications:read";

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    /** Left to itself, Quarkus answers a bad token before we can, and without a word. */
    private static final BiConsumer<RoutingContext, Throwable> ANSWERED_BY_US = (_, _) -> {};

    private final Tickets tickets;
    private final Revocations revocations;
    private final Origins origins;
    private final Rates rates;

    Admission(Tickets tickets, Revocations revocations, Origins origins, Rates rates) {
        this.tickets = tickets;
        this.revocations = revocations;
        this.origins = origins;
        this.rates = rates;
    }

    /**
     * What the caller may hear. Fails with {@link UnauthorizedException}, {@link ForbiddenException} or {@link ProblemException}.
     *
     * @param call whose {@code Authorization} header has been filled in when the token came another way
     */
    public Uni<Pass> of(RoutingContext call) {
        Uni<Pass> pass = call.request().headers().contains(HttpHeaders.AUTHORIZATION)
                ? ofToken(call)
                : Uni.createFrom().item(() -> ofTicket(call));
        return pass.invoke(this::requireGood)
                .call(found -> Uni.createFrom()
                        .completionStage(() -> rates.request(found.caller().client()))
                        .invoke(standing ->
                                standing.ifPresent(it -> it.requireAllowed("This client opens streams too fast."))));
    }

    private static Uni<Pass> ofToken(RoutingContext call) {
        call.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, ANSWERED_BY_US);
        Uni<SecurityIdentity> identity = call.get(QuarkusHttpUser.DEFERRED_IDENTITY_KEY);
        return identity.map(found -> {
            if (found.isAnonymous() || !(found.getPrincipal() instanceof JsonWebToken token)) {
                throw new UnauthorizedException();
            }
            if (!found.hasRole(SCOPE)) {
                throw new ForbiddenException();
            }
            return Pass.of(token);
        });
    }

    private Pass ofTicket(RoutingContext call) {
        Ticket ticket = Optional.ofNullable(call.request().getParam("ticket"))
                .flatMap(tickets::ticket)
                .orElseThrow(UnauthorizedException::new);
        if (Instant.now().isBefore(ticket.until())) {
            return ticket.pass();
        }
        // A browser sends cookies whoever asks it to; what SameSite=Strict lets through is looked at again.
        origins.requireOwn(call.request());
        return Optional.ofNullable(call.request().getCookie(Tickets.cookieName(ticket.pass())))
                .map(Cookie::getValue)
                .flatMap(tickets::cookie)
                .filter(pass -> pass.caller().equals(ticket.pass().caller()))
                .orElseThrow(UnauthorizedException::new);
    }

    private void requireGood(Pass pass) {
        if (!revocations.areKnown()) {
            throw ProblemException.retry(
                    ProblemCode.SERVICE_UNAVAILABLE, "This replica does not know yet who may not listen.", COME_BACK);
        }
        if (!Instant.now().isBefore(pass.expiresAt()) || revocations.concern(pass)) {
            throw new UnauthorizedException();
        }
    }

    /** The value of a {@code Set-Cookie} with which the same URL goes on opening streams; empty for a call that came without a ticket. */
    public Optional<String> cookie(RoutingContext call, Pass pass) {
        if (call.request().headers().contains(HttpHeaders.AUTHORIZATION)) {
            return Optional.empty();
        }
        long seconds = pass.expiresAt().getEpochSecond() - Instant.now().getEpochSecond();
        return Optional.of("%s=%s; Path=%s; Max-Age=%d; HttpOnly; SameSite=Strict%s"
                .formatted(
                        Tickets.cookieName(pass),
                        tickets.cookie(pass),
                        call.request().path(),
                        Math.max(0, seconds),
                        origins.isPlain(call.request()) ? "" : "; Secure"));
    }

    /**
     * Lets go of what was only needed to let the caller in: a stream keeps its request for as long as it is open, and all this would be most of
     * what it costs.
     */
    @SuppressWarnings("deprecation") // what has taken the place of clearUser ends sessions and redirects
    public static void forget(RoutingContext call) {
        call.request().headers().remove(HttpHeaders.AUTHORIZATION);
        call.clearUser();
        call.data().clear();
    }

    /** Ends the call when a page of a site that is not ours has made it. */
    public void requireOwnOrigin(RoutingContext call) {
        origins.requireOwn(call.request());
    }

    static ProblemException foreign() {
        return ProblemException.of(ProblemCode.FORBIDDEN, "Pages of this origin may not open streams here.");
    }
}
