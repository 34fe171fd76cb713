package io.pasarela.quote.published;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.gateway.VerifiedTokens;
import io.pasarela.gateway.rate.Rates;
import io.pasarela.gateway.rate.Standing;
import io.pasarela.quote.cache.CachedReads;
import io.pasarela.quote.cache.CachedReads.Cached;
import io.pasarela.quote.cache.CachedReads.Watched;
import io.pasarela.quote.published.WrittenPages.Which;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers again what {@link PublishedResource} has just answered to the same request with the same token, as long as the token is believed, the
 * list is still the one that Redis keeps, and the client may ask. It knows no rule of its own: whatever else comes, or has changed, goes on to the
 * endpoint as if nobody stood here.
 */
@ApplicationScoped
public class FastLane {

    private static final List<String> PATHS = List.of("/api/v2/pairs", "/api/v2/banks", "/api/v2/balances");

    /** Before authentication, which Quarkus has at -200. */
    private static final int ORDER = -250;

    private static final int REQUESTS_MAX = 20_000;
    private static final int URI_LENGTH_MAX = 512;

    /** Headers with which the same request can have another answer. */
    private static final List<CharSequence> NOT_PLAIN = List.of(
            HttpHeaders.IF_NONE_MATCH,
            HttpHeaders.IF_MATCH,
            HttpHeaders.IF_MODIFIED_SINCE,
            HttpHeaders.createOptimized("if-unmodified-since"),
            HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.TRANSFER_ENCODING);

    /** @param token digest of what the request was admitted with */
    private record Asked(String token, String uri) {}

    /** What the endpoint made of it. @param until this moment the token is believed */
    private record Answered(Instant until, String client, Watched list, Which page) {}

    private final VerifiedTokens tokens;
    private final Rates rates;
    private final CachedReads cache;
    private final WrittenPages pages;
    private final Counter repeated;
    private final Cache<Asked, Answered> known =
            Caffeine.newBuilder().maximumSize(REQUESTS_MAX).build();

    FastLane(VerifiedTokens tokens, Rates rates, CachedReads cache, WrittenPages pages, MeterRegistry registry) {
        this.tokens = tokens;
        this.rates = rates;
        this.cache = cache;
        this.pages = pages;
        this.repeated = registry.counter("pasarela.published.repeated");
    }

    void register(@Observes Router router) {
        PATHS.forEach(path -> router.get(path).order(ORDER).handler(this::pass));
    }

    /** Remembers that the endpoint answers this request of this client with this page. */
    void remember(HttpServerRequest request, String client, Which page) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null || request.uri().length() > URI_LENGTH_MAX) {
            return;
        }
        String token = VerifiedTokens.digest(authorization);
        tokens.believedUntil(token)
                .ifPresent(until -> known.put(
                        new Asked(token, request.uri()),
                        new Answered(until, client, cache.watched(page.list()), page)));
    }

    private void pass(RoutingContext context) {
        Answered answered = known(context.request());
        if (answered == null) {
            context.next();
            return;
        }
        long began = System.nanoTime();
        Context own = Vertx.currentContext();
        Runnable onward = () -> own.runOnContext(_ -> context.next());
        answered.list().look(found -> {
            Cached<String> list = found.orElse(null);
            Optional<byte[]> page =
                    list == null || !list.tag().equals(answered.page().tag())
                            ? Optional.empty()
                            : pages.known(answered.page());
            if (list == null || page.isEmpty()) {
                onward.run();
                return;
            }
            var _ = rates.request(answered.client()).whenComplete((standing, failure) -> {
                if (failure != null || !standing.map(Standing::isAllowed).orElse(true)) {
                    onward.run();
                    return;
                }
                answer(context, page.get(), list, standing);
                answered.list().used(System.nanoTime() - began);
                repeated.increment();
            });
        });
    }

    private @Nullable Answered known(HttpServerRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null || !isPlain(request)) {
            return null;
        }
        Answered answered = known.getIfPresent(new Asked(VerifiedTokens.digest(authorization), request.uri()));
        return answered != null && Instant.now().isBefore(answered.until()) ? answered : null;
    }

    private static boolean isPlain(HttpServerRequest request) {
        MultiMap headers = request.headers();
        for (CharSequence name : NOT_PLAIN) {
            if (headers.contains(name)) {
                return false;
            }
        }
        String accepted = headers.get(HttpHeaders.ACCEPT);
        return accepted == null || accepted.equals("*/*") || accepted.equals(MediaType.APPLICATION_JSON);
    }

    private static void answer(RoutingContext context, byte[] page, Cached<String> list, Optional<Standing> standing) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return;
        }
        MultiMap headers = response.headers();
        headers.set(HttpHeaders.CONTENT_TYPE, PublishedResource.CONTENT_TYPE);
        headers.set(HttpHeaders.ETAG, Freshness.etag(list));
        Freshness.of(list, Instant.now()).tell(headers::set);
        standing.ifPresent(told -> told.tell(headers::set));
        // Quarkus holds a request back until somebody wants it.
        context.request().resume();
        response.end(Buffer.buffer(page));
    }
}
