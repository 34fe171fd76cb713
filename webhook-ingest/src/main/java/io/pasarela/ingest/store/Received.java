package io.pasarela.ingest.store;

import io.pasarela.providers.webhook.Envelope;
import io.pasarela.providers.webhook.Verdict;
import java.time.Instant;

/**
 * A webhook that was verified.
 *
 * @param body raw, exactly as received
 * @param bodyChanges whether another body under a known event id is to be expected
 * @param at when it was received
 * @param until when the sender stops waiting
 */
public record Received(
        String provider,
        Envelope envelope,
        Verdict.Genuine verified,
        String contentType,
        byte[] body,
        boolean bodyChanges,
        Instant at,
        Instant until) {}
