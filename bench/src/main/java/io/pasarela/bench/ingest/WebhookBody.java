package io.pasarela.bench.ingest;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * The body of a KillB RAMP webhook, as the simulator sends it, without its two ids: {@code start}, event id, {@code middle}, ramp
 * id, {@code end}. The proof of transfer is filled with random letters up to the wanted size.
 */
record WebhookBody(byte[] start, byte[] middle, byte[] end) {
    /** Letters and digits of a UUID. */
    static final int ID_BYTES = 36;

    private static final String START = "{\"id\":\"";
    private static final String MIDDLE = "\",\"event\":\"RAMP\",\"action\":\"UPDATE\",\"data\":{\"id\":\"";
    private static final String END = "\",\"active\":true,\"type\":\"ON\",\"status\":\"CASH_OUT_PROCESSING\","
            + "\"quotationId\":\"0b9b3f0e-6a0f-4a7e-9a3c-2f3f6f1f7c11\",\"userId\":\"6a1de1c9-3b6a-4d29-8f55-9f2f5a0c7e21\","
            + "\"accountId\":\"c0f4c1b7-52f4-4e0c-8d0e-3f1d8d6b9a31\",\"fromCurrency\":\"COP\",\"toCurrency\":\"USDC\","
            + "\"fromAmount\":400000.00,\"toAmount\":98.765432,\"cashInMethod\":\"PSE\",\"cashOutMethod\":\"POLYGON\","
            + "\"isPreFunded\":false,\"transferProof\":\"%s\",\"createdAt\":\"2026-01-01T12:00:00.000Z\","
            + "\"updatedAt\":\"2026-01-01T12:00:05.000Z\"},\"createdAt\":\"2026-01-01T12:00:05.000Z\","
            + "\"updatedAt\":\"2026-01-01T12:00:05.100Z\",\"attempts\":0}";

    /** Bytes of a body with nothing but the fields that every such webhook has. */
    static final int SMALLEST =
            START.length() + MIDDLE.length() + END.formatted("").length() + 2 * ID_BYTES;

    /** Bytes that the service takes. */
    static final int LARGEST = 1024 * 1024;

    /**
     * @param bytes size of a whole body
     * @throws IllegalArgumentException when that is not from {@link #SMALLEST} to {@link #LARGEST}
     */
    static WebhookBody ofSize(int bytes, RandomGenerator random) {
        if (bytes < SMALLEST || bytes > LARGEST) {
            throw new IllegalArgumentException(
                    "a webhook's body has from %d to %d bytes, not %d".formatted(SMALLEST, LARGEST, bytes));
        }
        String proof = random.ints(bytes - SMALLEST, 'a', 'z' + 1)
                .collect(StringBuilder::new, (text, letter) -> text.append((char) letter), StringBuilder::append)
                .toString();
        return new WebhookBody(ascii(START), ascii(MIDDLE), ascii(END.formatted(proof)));
    }

    int size() {
        return start.length + middle.length + end.length + 2 * ID_BYTES;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
