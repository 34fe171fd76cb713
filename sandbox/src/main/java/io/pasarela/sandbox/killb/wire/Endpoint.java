package io.pasarela.sandbox.killb.wire;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Answers one route. */
@FunctionalInterface
public interface Endpoint {
    /**
     * Does what the route promises.
     *
     * @return the body, or null for a success without one
     * @throws ApiError to refuse
     */
    @Nullable
    JsonNode answer(Call call);
}
