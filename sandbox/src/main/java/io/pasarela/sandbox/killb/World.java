package io.pasarela.sandbox.killb;

import io.pasarela.sandbox.killb.customer.Accounts;
import io.pasarela.sandbox.killb.customer.Banks;
import io.pasarela.sandbox.killb.customer.Customer;
import io.pasarela.sandbox.killb.customer.Sessions;
import io.pasarela.sandbox.killb.customer.Users;
import io.pasarela.sandbox.killb.price.Pairs;
import io.pasarela.sandbox.killb.price.Prices;
import io.pasarela.sandbox.killb.price.Quotations;
import io.pasarela.sandbox.killb.ramp.Parties;
import io.pasarela.sandbox.killb.ramp.RampApi;
import io.pasarela.sandbox.killb.run.Run;
import io.pasarela.sandbox.killb.webhook.Deliveries;
import io.pasarela.sandbox.killb.webhook.Subscription;
import io.pasarela.sandbox.killb.webhook.Webhooks;
import io.pasarela.sandbox.killb.wire.Api;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Everything between two resets, put together. */
final class World {
    private static final long LARGEST_BODY_BYTES = 25L * 1024 * 1024;

    private final Run run;
    private final Router router;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Users users;
    private final Accounts accounts;
    private final RampApi ramps;

    /**
     * @param baseUri where payers find the simulator
     * @param subscription kept from the world before, if any
     */
    record Surroundings(Supplier<String> baseUri, @Nullable Subscription subscription) {}

    World(Vertx vertx, KillbSettings settings, InstantSource time, WebClient client, Surroundings surroundings) {
        run = Run.begin(vertx, settings.behaviour(), time);
        router = Router.router(vertx);
        router.route()
                .handler(BodyHandler.create(uploads())
                        .setBodyLimit(LARGEST_BODY_BYTES)
                        .setDeleteUploadedFilesOnEnd(true));
        Customer customer = new Customer(run, settings.email());
        webhooks = new Webhooks(run, customer.id(), surroundings.subscription());
        deliveries = new Deliveries(run, webhooks, client);
        users = new Users(run, customer, deliveries);
        accounts = new Accounts(run, users, deliveries);
        Pairs pairs = new Pairs(run);
        Quotations quotations = new Quotations(run, pairs, new Prices(run));
        Parties parties = new Parties(customer, users, accounts);
        ramps = new RampApi(run, parties, quotations, deliveries, surroundings.baseUri());

        Sessions sessions = new Sessions(run, customer, settings.password());
        Api api = new Api(router, run, sessions::check);
        sessions.routes(api);
        customer.routes(api);
        pairs.routes(api);
        users.routes(api);
        accounts.routes(api);
        new Banks(run).routes(api);
        quotations.routes(api);
        ramps.routes(api);
        webhooks.routes(api);
        api.open("GET /open-api-json", 200, _ -> api.openApi());
        api.closeList();
    }

    private static String uploads() {
        return Path.of(System.getProperty("java.io.tmpdir"), "killb-simulator-uploads")
                .toString();
    }

    Run run() {
        return run;
    }

    Router router() {
        return router;
    }

    Webhooks webhooks() {
        return webhooks;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    Users users() {
        return users;
    }

    Accounts accounts() {
        return accounts;
    }

    RampApi ramps() {
        return ramps;
    }
}
