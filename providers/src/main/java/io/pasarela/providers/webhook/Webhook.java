package io.pasarela.providers.webhook;

import java.util.List;
import java.util.function.Function;

/**
 * A webhook as it came in.
 *
 * @param headers all values of the named header, in order; names are case-insensitive
 * @param body the raw bytes, exactly as received
 */
public record Webhook(Function<String, List<String>> headers, byte[] body) {}
