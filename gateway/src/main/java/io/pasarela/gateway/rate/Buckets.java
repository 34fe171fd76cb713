package io.pasarela.gateway.rate;

import io.github.bucket4j.ConsumptionProbe;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where it is counted how much clients have asked. */
public interface Buckets {

    /**
     * Takes tokens out of a bucket. Never fails: what cannot be counted just now is empty, and let through. Answers on the Vert.x context that
     * asked.
     *
     * @param name of the bucket
     * @param tokens 1 to the burst of the limit
     */
    CompletionStage<Optional<ConsumptionProbe>> take(String name, Limit limit, long tokens);
}
