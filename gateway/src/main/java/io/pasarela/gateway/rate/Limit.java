package io.pasarela.gateway.rate;

/**
 * The size of a token bucket.
 *
 * @param perSecond in the long run, at least 1
 * @param burst at once after a pause, at least 1
 */
public record Limit(int perSecond, int burst) {}
