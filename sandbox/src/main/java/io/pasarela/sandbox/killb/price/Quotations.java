package io.pasarela.sandbox.killb.price;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.run.Run;
import io.pasarela.sandbox.killb.run.Stats.Counter;
import io.pasarela.sandbox.killb.wire.Api;
import io.pasarela.sandbox.killb.wire.Call;
import io.pasarela.sandbox.killb.wire.ErrorCode;
import io.pasarela.sandbox.killb.wire.Fields;
import io.pasarela.sandbox.killb.wire.Json;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** The quotation API and the quotations it made. */
public final class Quotations {
    private final Run run;
    private final Pairs pairs;
    private final Prices prices;
    private final Map<String, Stored> quotations = new HashMap<>();

    /** GET is declared to echo the request and typed as a full quotation, so it answers with both. */
    private record Stored(Quotation quotation, ObjectNode request) {}

    public Quotations(Run run, Pairs pairs, Prices prices) {
        this.run = run;
        this.pairs = pairs;
        this.prices = prices;
    }

    public void routes(Api api) {
        api.on("POST /quotations", 201, this::create);
        api.on("POST /quotations/simulation", 201, this::simulate);
        api.on("GET /quotations/{id}", 201, this::read);
        api.on("PATCH /quotations/{id}", 201, this::update);
    }

    /**
     * The quotation with this id.
     *
     * @throws io.pasarela.sandbox.killb.wire.ApiError when there is none with this id
     */
    public Quotation existing(String id) {
        return stored(id).quotation();
    }

    private Stored stored(String id) {
        Stored stored = quotations.get(id);
        if (stored == null) {
            throw ErrorCode.QUOTATION_NOT_FOUND.with("quotationId", id);
        }
        return stored;
    }

    private ObjectNode create(Call call) {
        ObjectNode request = call.body();
        Quotation quotation = quote(request, run.newId("quotation"));
        quotations.put(quotation.id(), new Stored(quotation, request));
        run.stats().count(Counter.QUOTATIONS);
        return quotation.toJson(run.behaviour());
    }

    private ObjectNode simulate(Call call) {
        Quotation quotation = quote(call.body(), "simulation");
        run.stats().count(Counter.SIMULATIONS);
        return quotation.simulated(run.behaviour());
    }

    private ObjectNode read(Call call) {
        Stored stored = stored(call.path("id"));
        ObjectNode json = stored.quotation().toJson(run.behaviour());
        json.set("amount", Json.number(stored.request().path("amount").decimalValue()));
        return json.put(
                "amountIsToCurrency",
                stored.request().path("amountIsToCurrency").booleanValue());
    }

    private Quotation quote(ObjectNode request, String id) {
        Fields fields = Fields.of(request);
        String from = fields.oneOf("fromCurrency", Currency.NAMES);
        String to = fields.oneOf("toCurrency", Currency.NAMES);
        BigDecimal amount = fields.positive("amount");
        boolean amountIsReceived = fields.flag("amountIsToCurrency");
        String cashIn = fields.text("cashInMethod");
        String cashOut = fields.text("cashOutMethod");
        boolean fastPay = fields.has("isFastPay") && fields.flag("isFastPay");
        fields.check();
        Pair pair = pairs.find(from, to, cashIn, cashOut)
                .orElseThrow(() -> ErrorCode.INVALID_INPUT
                        .with("pair", from + "_" + to)
                        .and("cashInMethod", cashIn)
                        .and("cashOutMethod", cashOut)
                        .saying("this pair is not available with these methods"));
        checkDecimals(fields, "amount", amount, amountIsReceived ? pair.to() : pair.from());
        fields.check();

        Price price = Price.of(pair, prices.mid(pair.fiat()));
        BigDecimal sent = amountIsReceived ? price.sent(amount) : amount;
        BigDecimal received = amountIsReceived ? amount : price.received(amount);
        checkLimits(pair, sent);
        return new Quotation(
                id,
                price,
                sent,
                received,
                fastPay,
                run.now().plus(run.behaviour().quotationLifetime()));
    }

    /** Purpose and rules of PATCH are not documented: here it moves the amounts along the locked price. */
    private ObjectNode update(Call call) {
        Quotation quotation = existing(call.path("id"));
        Fields fields = Fields.of(call.body());
        BigDecimal from = fields.positive("fromAmount");
        BigDecimal to = fields.positive("toAmount");
        checkDecimals(fields, "fromAmount", from, quotation.pair().from());
        checkDecimals(fields, "toAmount", to, quotation.pair().to());
        if (to.compareTo(quotation.price().received(from)) > 0) {
            fields.problem("toAmount", "is more than the locked price gives for fromAmount");
        }
        fields.check();
        if (quotation.used() || quotation.expired(run.now())) {
            throw ErrorCode.QUOTATION_EXPIRED.with("quotationId", quotation.id());
        }
        checkLimits(quotation.pair(), from);
        quotation.change(from, to);
        return quotation.toJson(run.behaviour());
    }

    private static void checkDecimals(Fields fields, String name, BigDecimal amount, Currency currency) {
        if (amount.stripTrailingZeros().scale() > currency.decimals()) {
            fields.problem(name, "must have at most " + currency.decimals() + " decimals in " + currency);
        }
    }

    private static void checkLimits(Pair pair, BigDecimal sent) {
        if (sent.compareTo(pair.minimum()) < 0 || sent.compareTo(pair.maximum()) > 0) {
            throw ErrorCode.INVALID_INPUT
                    .with("fromAmount", sent.toPlainString())
                    .and("minimumQuote", pair.minimum().toPlainString())
                    .and("MaximumQuote", pair.maximum().toPlainString())
                    .saying("amount is outside the limits of this pair");
        }
    }
}
