package io.pasarela.sandbox.console;

import io.pasarela.sandbox.door.Problem;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.handler.BodyHandler;

/** The console: which of its paths is answered by whom. */
public final class Console implements Handler<HttpServerRequest>, AutoCloseable {
    private static final long BODY_MAX = 16 * 1024;

    private final Surroundings around;
    private final Router router;
    private final WebClient client;
    private final TopicTail tail;

    public Console(Vertx vertx, Surroundings around) {
        this.around = around;
        this.router = Router.router(vertx);
        this.client = WebClient.create(vertx, new WebClientOptions().setConnectTimeout(1_000));
        this.tail = new TopicTail(around.kafka());
        routes();
    }

    @Override
    public void handle(HttpServerRequest request) {
        router.handle(request);
    }

    @Override
    public void close() {
        tail.close();
        client.close();
    }

    private void routes() {
        var files = new PageFiles();
        var relay = new Relay(client, around);
        var crashes = new Crashes(around);
        var traces = new TraceViews(around.traces());
        router.route("/").handler(Console::onlyAsThisMachine);
        router.route("/console/*").handler(Console::onlyAsThisMachine);
        router.route("/sandbox/*").handler(Console::onlyForTheConsole);
        router.get("/").handler(files::index);
        router.get("/console/*").handler(files::file);
        router.post("/sandbox/session").handler(this::session);
        router.get("/sandbox/services").handler(crashes::list);
        router.post("/sandbox/services/:name/crash").handler(crashes::crash);
        router.get("/sandbox/services/:name/:about").handler(relay::aboutService);
        router.get("/sandbox/topics").handler(tail::list);
        router.get("/sandbox/topics/stream").handler(tail::stream);
        router.get("/sandbox/traces").handler(traces::list);
        router.get("/sandbox/traces/:id").handler(traces::read);
        router.route("/sandbox/provider/*")
                .handler(BodyHandler.create(false).setBodyLimit(BODY_MAX))
                .handler(relay::provider);
        router.errorHandler(
                404, call -> Problem.noSuchPath(call.request().path()).answer(call.response()));
    }

    private static void onlyAsThisMachine(RoutingContext call) {
        Guard.refusesPage(call.request()).ifPresentOrElse(problem -> problem.answer(call.response()), call::next);
    }

    private static void onlyForTheConsole(RoutingContext call) {
        Guard.refusesCall(call.request(), call.request().path().endsWith("/stream"))
                .ifPresentOrElse(problem -> problem.answer(call.response()), call::next);
    }

    /** The demo customer's token, which the page may hold because it opens what that customer may do and nothing else. */
    private void session(RoutingContext call) {
        var customer = around.customer().get();
        if (customer.isEmpty()) {
            Problem.unavailable("The demo customer is not onboarded yet.").answer(call.response());
            return;
        }
        var session = customer.get();
        call.response().putHeader("Cache-Control", "no-store");
        call.json(new JsonObject()
                .put("accessToken", session.accessToken())
                .put("expiresIn", session.expiresIn())
                .put("userId", session.userId())
                .put("name", session.name()));
    }
}
