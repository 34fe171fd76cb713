package io.pasarela.quote.quotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.ProblemException;
import io.pasarela.quote.QuoteConfig;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.quarkus.redis.datasource.value.SetArgs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was quoted, to whom. Kept in Redis until well after expiry; when Redis forgets, the quotation is unknown and the customer asks for
 * a new one, which costs a moment and never money.
 */
@ApplicationScoped
class Quotations {

    private static final ObjectMapper JSON = Wire.mapper();

    /** Redis answers in a millisecond or is in trouble. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** @param user the user's id at its client, for whom it is; absent when it is for nobody in particular */
    record Stored(String client, @Nullable String user, Quotation quotation) {

        /** The client sees all of its own, a user what is for that user. */
        boolean isVisibleTo(Caller caller) {
            return client.equals(caller.client())
                    && (caller.subject() == null || caller.subject().equals(user));
        }
    }

    private final ReactiveValueCommands<String, String> values;
    private final QuoteConfig config;

    Quotations(ReactiveRedisDataSource redis, QuoteConfig config) {
        this.values = redis.value(String.class);
        this.config = config;
    }

    /** @param user whom the request named, by its client's id; absent when it named nobody */
    Uni<Quotation> keep(Caller caller, @Nullable String user, Quotation quotation) {
        Stored stored = new Stored(caller.client(), user == null ? caller.subject() : user, quotation);
        Instant expiresAt = quotation.expiresAt() == null ? Instant.now() : quotation.expiresAt();
        SetArgs until = new SetArgs().exAt(expiresAt.plus(config.keepAfterExpiry()));
        return Uni.createFrom()
                .deferred(() -> values.set(key(quotation.id()), written(stored), until))
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure()
                .transform(Quotations::unavailable)
                .replaceWith(quotation);
    }

    /** The quotation, if the caller may see it. */
    Uni<Optional<Quotation>> find(Caller caller, UUID id) {
        return values.get(key(id))
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure()
                .transform(Quotations::unavailable)
                .map(json -> Optional.ofNullable(json)
                        .map(Quotations::read)
                        .filter(stored -> stored.isVisibleTo(caller))
                        .map(Stored::quotation));
    }

    private static String key(@Nullable UUID id) {
        return "quotation:" + id;
    }

    private static ProblemException unavailable(Throwable cause) {
        return ProblemException.retry(
                ProblemCode.SERVICE_UNAVAILABLE, "Quotations cannot be kept or read right now.", Duration.ofSeconds(2));
    }

    private static String written(Stored stored) {
        try {
            return JSON.writeValueAsString(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a quotation is always writable", e);
        }
    }

    private static Stored read(String json) {
        try {
            return JSON.readValue(json, Stored.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept quotation cannot be read", e);
        }
    }
}
