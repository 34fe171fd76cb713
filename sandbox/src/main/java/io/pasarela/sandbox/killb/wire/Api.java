package io.pasarela.sandbox.killb.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.run.Fault;
import io.pasarela.sandbox.killb.run.Run;
import io.pasarela.sandbox.killb.run.Stats;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * KillB's API as a list of routes. Every request passes the same way: outage, rate limit, fault, token, endpoint, answer. A route is
 * written {@code POST /ramps} or {@code GET /ramps/{id}}, relative to {@code /api/v2}; faults and counters use the same text.
 */
public final class Api {
    private static final Logger LOG = Logger.getLogger(Api.class.getName());
    private static final String BASE = "/api/v2";

    private final Router router;
    private final Run run;
    private final Consumer<Call> tokenCheck;
    private final RateLimits limits;
    private final Map<String, Integer> routes = new TreeMap<>();

    private record Route(String name, int status, boolean open, Endpoint endpoint) {}

    public Api(Router router, Run run, Consumer<Call> tokenCheck) {
        this.router = router;
        this.run = run;
        this.tokenCheck = tokenCheck;
        this.limits = new RateLimits(run.dials());
    }

    /** A route that needs an access token and answers with this HTTP status on success. */
    public void on(String route, int status, Endpoint endpoint) {
        add(new Route(route, status, false, endpoint));
    }

    /** A route that needs no access token. */
    public void open(String route, int status, Endpoint endpoint) {
        add(new Route(route, status, true, endpoint));
    }

    /** The same endpoint under an odd address that the vendor's SDK uses; the path is absolute. */
    public void alias(String path, String route, Endpoint endpoint) {
        Route entry = new Route(route, 200, false, endpoint);
        router.get(path).handler(context -> receive(context, entry));
    }

    private void add(Route route) {
        routes.put(route.name(), route.status());
        String[] words = route.name().split(" ", 2);
        String path = BASE + words[1].replaceAll("\\{(\\w+)}", ":$1");
        router.route(HttpMethod.valueOf(words[0]), path).handler(context -> receive(context, route));
    }

    /** Everything under /api that no route took, added last. */
    public void closeList() {
        Route nothing = new Route("unknown", 404, true, _ -> {
            throw ErrorCode.NO_SUCH_ROUTE.error();
        });
        router.route("/api/*").handler(context -> receive(context, nothing));
    }

    /** A small OpenAPI document: paths, methods and success statuses. */
    public ObjectNode openApi() {
        ObjectNode document = Json.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", "KillB API v2 (simulator)").put("version", "2");
        ObjectNode paths = document.putObject("paths");
        routes.forEach((name, status) -> {
            String[] words = name.split(" ", 2);
            paths.withObjectProperty(BASE + words[1])
                    .putObject(words[0].toLowerCase(Locale.ROOT))
                    .putObject("responses")
                    .putObject(status.toString())
                    .put("description", "");
        });
        return document;
    }

    private void receive(RoutingContext context, Route route) {
        run.stats().request(route.name());
        if (run.dials().outage()) {
            context.request().connection().close();
            return;
        }
        Call call = Call.of(context);
        if (route.name().equals("POST /ramps")) {
            run.bodies().add(context.body().asString());
        }
        RateLimits.Verdict verdict = limits.take(call.rateLimitKey());
        context.response()
                .putHeader(
                        "Date",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(run.now().atOffset(ZoneOffset.UTC)))
                .putHeader("X-RateLimit-Limit", Integer.toString(verdict.limit()))
                .putHeader("X-RateLimit-Remaining", Integer.toString(verdict.remaining()))
                .putHeader("X-RateLimit-Reset", Long.toString(verdict.resetEpochSecond()));
        if (!verdict.allowed()) {
            run.stats().count(Stats.Counter.RATE_LIMITED);
            refuse(context, ErrorCode.TOO_MANY_REQUESTS.error());
            return;
        }
        Fault fault = run.faults().strike(route.name());
        if (fault == null) {
            perform(context, call, route, null);
            return;
        }
        switch (fault.kind()) {
            case SLOW -> run.timers().after(fault.delay(), () -> perform(context, call, route, null));
            case STATUS -> refuseOnRequest(context, fault);
            case INDISCREET -> refuseIndiscreetly(context, fault);
            case TIMEOUT_BEFORE_COMMIT -> LOG.fine("leaving a request without answer, as asked");
            default -> perform(context, call, route, fault);
        }
    }

    private void perform(RoutingContext context, Call call, Route route, @Nullable Fault fault) {
        try {
            if (!route.open()) {
                tokenCheck.accept(call);
            }
            JsonNode body = route.endpoint().answer(call);
            if (fault == null) {
                write(context, route.status(), body == null ? new byte[0] : Json.write(body));
            } else {
                misbehave(context, route.status(), body, fault);
            }
        } catch (ApiError refusal) {
            refuse(context, refusal);
        } catch (RuntimeException bug) {
            LOG.log(Level.SEVERE, "bug of the simulator in " + route.name(), bug);
            refuse(context, new ApiError(ErrorCode.ON_REQUEST, 500).saying("bug of the simulator: " + bug));
        }
    }

    private static void misbehave(RoutingContext context, int status, @Nullable JsonNode answer, Fault fault) {
        JsonNode body = answer == null ? Json.object() : answer.deepCopy();
        switch (fault.kind()) {
            case TIMEOUT_AFTER_COMMIT -> LOG.fine("the work is done and stays without answer, as asked");
            case MALFORMED_JSON -> {
                byte[] whole = Json.write(body);
                write(context, status, Arrays.copyOf(whole, whole.length / 2));
            }
            default -> write(context, status, Json.write(Surprises.spring(body, fault.kind())));
        }
    }

    private static void refuseIndiscreetly(RoutingContext context, Fault fault) {
        String sent = String.valueOf(context.body().asString());
        refuse(
                context,
                new ApiError(ErrorCode.INVALID_INPUT, fault.status())
                        .saying("refused: " + sent)
                        .and("data", sent));
    }

    private static void refuseOnRequest(RoutingContext context, Fault fault) {
        if (fault.retryAfterSeconds() != null) {
            context.response().putHeader("Retry-After", Integer.toString(fault.retryAfterSeconds()));
        }
        ErrorCode code = fault.status() == 429 ? ErrorCode.TOO_MANY_REQUESTS : ErrorCode.ON_REQUEST;
        refuse(context, new ApiError(code, fault.status()));
    }

    private static void refuse(RoutingContext context, ApiError refusal) {
        write(context, refusal.status(), Json.write(refusal.body()));
    }

    private static void write(RoutingContext context, int status, byte[] body) {
        if (context.response().closed() || context.response().ended()) {
            return;
        }
        context.response().setStatusCode(status);
        if (body.length > 0) {
            context.response().putHeader("Content-Type", "application/json; charset=utf-8");
        }
        context.response().end(Buffer.buffer(body));
    }
}
