package io.pasarela.bench.ramp;

import java.util.List;

/** What KillB says of a ramp after its creation, step by step. */
public final class RampWebhook {
    /** KillB's words for the steps; each moves the ramp on. */
    private static final List<String> STATUSES =
            List.of("CASH_IN_PENDING", "CASH_IN_COMPLETED", "CONVERSION_PENDING", "CASH_OUT_PENDING", "COMPLETED");

    /** So many there are. */
    public static final int STEPS = STATUSES.size();

    /** The number of the event that step 0 makes of a ramp that was just created; the next steps follow. */
    public static final int FIRST_SEQUENCE = 2;

    private RampWebhook() {}

    /**
     * The body of a webhook.
     *
     * @param rampId the provider's
     * @param step from 0
     */
    public static String body(String eventId, String rampId, int step) {
        return """
                {"id":"%s","event":"RAMP","action":"UPDATE","data":{"id":"%s","status":"%s","fromCurrency":"MXN","toCurrency":"USDC",\
                "fromAmount":1500.00,"toAmount":80.123456,"cashInMethod":"SPEI","cashOutMethod":"POLYGON",\
                "updatedAt":"2026-01-01T00:00:0%d.000Z"}}""".formatted(eventId, rampId, STATUSES.get(step), step + 1);
    }
}
