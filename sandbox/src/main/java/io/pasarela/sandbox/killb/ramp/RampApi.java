package io.pasarela.sandbox.killb.ramp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.price.Quotations;
import io.pasarela.sandbox.killb.run.Duplicates;
import io.pasarela.sandbox.killb.run.Run;
import io.pasarela.sandbox.killb.run.Stats.Counter;
import io.pasarela.sandbox.killb.webhook.Deliveries;
import io.pasarela.sandbox.killb.wire.Api;
import io.pasarela.sandbox.killb.wire.Call;
import io.pasarela.sandbox.killb.wire.ErrorCode;
import io.pasarela.sandbox.killb.wire.Fields;
import io.pasarela.sandbox.killb.wire.Json;
import io.pasarela.sandbox.killb.wire.Page;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The ramp API, the faker endpoints, and what the control API may do to a ramp. */
public final class RampApi {
    private static final Set<String> STILL_DIVISIBLE = Set.of("CREATED", "CASH_IN_REQUESTED");

    private final Run run;
    private final Ramps ramps;
    private final Progress progress;

    /** @param baseUri where payers find the simulator, known once it listens */
    public RampApi(Run run, Parties parties, Quotations quotations, Deliveries deliveries, Supplier<String> baseUri) {
        this.run = run;
        this.ramps = new Ramps(run, parties, quotations, baseUri);
        this.progress = new Progress(run, deliveries);
    }

    public void routes(Api api) {
        api.on("POST /ramps", 201, this::create);
        api.on("GET /ramps", 200, this::list);
        api.on("GET /ramps/{id}", 200, this::read);
        api.on("PATCH /ramps/{id}", 201, this::split);
        api.on("GET /ramps/{id}/status-history", 200, call -> ramp(call).history());
        api.on("GET /ramps/{id}/receipt-json", 200, this::receipt);
        api.on("POST /ramps/{id}/documents", 201, this::document);
        api.on("POST /faker/cash-in", 201, this::cashIn);
        api.on("POST /faker/cash-out", 201, this::cashOut);
        // The vendor's SDK misspells this address.
        api.alias("/api/vramps/:id", "GET /ramps/{id}", this::read);
        api.alias("/api/v2/vramps/:id", "GET /ramps/{id}", this::read);
    }

    private Ramp ramp(Call call) {
        return ramps.existing(call.path("id"));
    }

    private ObjectNode create(Call call) {
        ObjectNode body = call.body();
        RampOrder order = RampOrder.of(body);
        Optional<Ramp> first = Optional.ofNullable(order.externalId()).flatMap(ramps::withExternalId);
        if (first.isPresent()) {
            return answerAgain(first.get());
        }
        Ramp ramp = ramps.create(body, order);
        run.stats().count(Counter.RAMPS);
        progress.begin(ramp);
        return ramp.toJson();
    }

    private ObjectNode answerAgain(Ramp first) {
        if (run.behaviour().duplicates() == Duplicates.CONFLICT) {
            throw ErrorCode.RAMP_EXISTS.with("externalId", String.valueOf(first.externalId()));
        }
        return first.toJson();
    }

    private ObjectNode list(Call call) {
        List<Ramp> chosen = chosen(call.query("externalId")).stream()
                .filter(ramp -> is(call.query("id"), ramp.id()) && is(call.query("status"), ramp.status()))
                .toList();
        return Page.of("ramps", chosen, call, Ramp::toJson);
    }

    private List<Ramp> chosen(@Nullable String externalId) {
        return externalId == null
                ? ramps.all()
                : ramps.withExternalId(externalId).stream().toList();
    }

    private static boolean is(@Nullable String wanted, String value) {
        return wanted == null || wanted.equals(value);
    }

    private ObjectNode read(Call call) {
        return ramp(call).toJson();
    }

    /** When PATCH is allowed is not documented; here, until the money has come in. */
    private ObjectNode split(Call call) {
        Ramp ramp = ramp(call);
        Fields fields = Fields.of(call.body());
        if (fields.has("accounts")) {
            List<Ramp.Share> shares = RampOrder.shares(fields);
            RampOrder.checkSum(fields, shares, ramp.quotation());
            fields.check();
            ramps.checkAccounts(shares, ramp.userId(), ramp.pair());
            if (!STILL_DIVISIBLE.contains(ramp.status())) {
                throw ErrorCode.RAMP_FINISHED.with("status", ramp.status());
            }
            ramp.split(shares, run.now());
        }
        return ramp.toJson();
    }

    /** The shape of a receipt is not documented. */
    private ObjectNode receipt(Call call) {
        return Json.object().put("title", "Receipt").set("ramp", ramp(call).toJson());
    }

    private ObjectNode document(Call call) {
        Ramp ramp = ramp(call);
        Fields fields = Fields.of(call.form());
        String type = fields.text("documentType");
        fields.text("file");
        fields.check();
        return ramp.addDocument(type, run.now());
    }

    private @Nullable JsonNode cashIn(Call call) {
        progress.cashIn(named(call));
        return null;
    }

    private @Nullable JsonNode cashOut(Call call) {
        progress.cashOut(named(call));
        return null;
    }

    private Ramp named(Call call) {
        Fields fields = Fields.of(call.body());
        String id = fields.text("rampId");
        fields.check();
        return ramps.existing(id);
    }

    /** For the control API: every ramp, or the one with this externalId, with its history. */
    public JsonNode inspect(@Nullable String externalId) {
        return Json.array(chosen(externalId).stream()
                .map(ramp -> ramp.toJson().<ObjectNode>set("statusHistory", ramp.history()))
                .toList());
    }

    /** For the control API: any status at once, also an unknown one. Sends the webhook. */
    public ObjectNode force(String id, ObjectNode wish) {
        Ramp ramp = ramps.existing(id);
        Fields fields = Fields.of(wish);
        String status = fields.text("status");
        String details = fields.optionalText("details");
        fields.check();
        if (details != null) {
            ramp.details(details);
        }
        progress.force(ramp, status);
        return ramp.toJson();
    }

    /** For the control API and the payment page: the payer pays. */
    public ObjectNode pay(String id) {
        Ramp ramp = ramps.existing(id);
        progress.pay(ramp);
        return ramp.toJson();
    }
}
