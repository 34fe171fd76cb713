package io.pasarela.quote.several;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.Problems;
import io.pasarela.quote.QuoteConfig;
import io.pasarela.quote.quotation.Quotation;
import io.pasarela.quote.quotation.QuotationConfig;
import io.pasarela.quote.quotation.QuotationRequest;
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

    Uni<Batch> priced(Caller caller, BatchRequest batch, @Nullable String acceptLanguage) {
        boolean simulation = Boolean.TRUE.equals(batch.simulation());
        List<Uni<Entry>> entries = requests(batch).stream()
                .map(request -> entry(caller, simulation, request, acceptLanguage))
                .toList();
        return Uni.join()
                .all(entries)
                .usingConcurrencyOf(config.batchParallel())
                .andFailFast()
                .map(Batching::answer);
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

    private Uni<Entry> entry(
            Caller caller, boolean simulation, @Nullable JsonNode request, @Nullable String acceptLanguage) {
        return Uni.createFrom()
                .deferred(() -> quotation(caller, simulation, read(request)))
                .map(Entry::quoted)
                .onFailure()
                .recoverWithItem(failure -> Entry.refused(Refusal.problem(failure, acceptLanguage)));
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

    /** What is left of each quotation's life is told as of the answer. */
    private static Batch answer(List<Entry> entries) {
        Instant now = Instant.now();
        return new Batch(entries.stream()
                .map(entry -> entry.quotation() == null
                        ? entry
                        : Entry.quoted(entry.quotation().at(now)))
                .toList());
    }
}
