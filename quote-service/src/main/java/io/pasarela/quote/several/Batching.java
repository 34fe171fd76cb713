package io.pasarela.quote.several;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.ProblemException;
import io.pasarela.gateway.Problems;
import io.pasarela.quote.QuoteConfig;
import io.pasarela.quote.quotation.Quotation;
import io.pasarela.quote.quotation.QuotationConfig;
import io.pasarela.quote.quotation.QuotationRequest;
import io.pasarela.quote.quotation.QuotationRules;
import io.pasarela.quote.quotation.Quoting;
import io.pasarela.quote.several.Batch.Entry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prices the requests of a batch, a few at a time. Each is on its own: one that is refused spoils no other. */
@ApplicationScoped
class Batching {

    private final Quoting quoting;
    private final QuoteConfig quoteConfig;
    private final QuotationConfig config;
    private final ObjectMapper json;

    Batching(Quoting quoting, QuoteConfig quoteConfig, QuotationConfig config, ObjectMapper json) {
        this.quoting = quoting;
        this.quoteConfig = quoteConfig;
        this.config = config;
        this.json = json;
    }

    /** @param request of a quotation that was given; absent when it was refused */
    private record Priced(@Nullable QuotationRequest request, Entry entry) {}

    Uni<Batch> priced(Caller caller, BatchRequest batch, @Nullable String acceptLanguage) {
        boolean simulation = Boolean.TRUE.equals(batch.simulation());
        List<Uni<Priced>> entries = requests(batch).stream()
                .map(request -> entry(caller, simulation, request, acceptLanguage))
                .toList();
        return Uni.join()
                .all(entries)
                .usingConcurrencyOf(config.batchParallel())
                .andFailFast()
                .map(priced -> answer(priced, acceptLanguage));
    }

    /** How many prices are asked for; a batch that is none is refused. */
    static int size(BatchRequest batch) {
        return requests(batch).size();
    }

    private static List<@Nullable JsonNode> requests(BatchRequest batch) {
        List<@Nullable JsonNode> requests = batch.quotations();
        if (requests == null || requests.isEmpty() || requests.size() > BatchRequest.SIZE_MAX) {
            Faults faults = new Faults();
            faults.add(
                    "quotations",
                    requests == null ? "REQUIRED" : "WRONG_SIZE",
                    "quotations is a list of 1 to %d requests.".formatted(BatchRequest.SIZE_MAX));
            faults.refuseIfAny();
            return List.of();
        }
        return requests;
    }

    private Uni<Priced> entry(
            Caller caller, boolean simulation, @Nullable JsonNode json, @Nullable String acceptLanguage) {
        return Uni.createFrom()
                .deferred(() -> {
                    QuotationRequest request = read(json);
                    return quotation(caller, simulation, request)
                            .map(quotation -> new Priced(request, Entry.quoted(quotation)));
                })
                .onFailure()
                .recoverWithItem(failure -> new Priced(null, Entry.refused(Refusal.problem(failure, acceptLanguage))));
    }

    private Uni<Quotation> quotation(Caller caller, boolean simulation, QuotationRequest request) {
        return simulation
                ? quoting.simulation(caller, quoteConfig.provider(), request)
                : quoting.binding(caller, quoteConfig.provider(), request);
    }

    private QuotationRequest read(@Nullable JsonNode request) {
        try {
            return Faults.body(request == null ? null : json.treeToValue(request, QuotationRequest.class));
        } catch (JsonProcessingException e) {
            throw Problems.unreadable(e);
        }
    }

    private static Batch answer(List<Priced> priced, @Nullable String acceptLanguage) {
        Instant now = Instant.now();
        return new Batch(
                priced.stream().map(each -> answered(each, now, acceptLanguage)).toList());
    }

    /** As of the answer: while the others were priced the quotation may have run out. */
    private static Entry answered(Priced priced, Instant now, @Nullable String acceptLanguage) {
        QuotationRequest request = priced.request();
        Quotation quotation = priced.entry().quotation();
        return request == null || quotation == null
                ? priced.entry()
                : answered(request, quotation, now, acceptLanguage);
    }

    static Entry answered(QuotationRequest request, Quotation quotation, Instant now, @Nullable String acceptLanguage) {
        try {
            return Entry.quoted(QuotationRules.answered(request, quotation, now));
        } catch (ProblemException over) {
            return Entry.refused(Refusal.problem(over, acceptLanguage));
        }
    }
}
