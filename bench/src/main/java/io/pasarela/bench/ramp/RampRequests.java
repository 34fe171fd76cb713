package io.pasarela.bench.ramp;

import io.pasarela.bench.load.Requests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Creations, each with a quotation and an externalId of its own, so that none repeats another. */
record RampRequests(int count, UUID run, byte[] head, byte[] middle) implements Requests {
    private static final int ID_BYTES = 36;
    private static final int TAIL_BYTES = 2;

    static RampRequests of(Seed seed, String token, int count) {
        UUID run = UUID.randomUUID();
        String body =
                "{\"userId\":\"%s\",\"accountId\":\"%s\",\"quotationId\":\"".formatted(seed.userId(), seed.accountId());
        String middle = "\",\"externalId\":\"";
        int length = body.length() + ID_BYTES + middle.length() + ID_BYTES + TAIL_BYTES;
        String head = """
                POST /api/v2/ramps HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(token, length, body);
        return new RampRequests(count, run, bytes(head), bytes(middle));
    }

    @Override
    public int largest() {
        return head.length + ID_BYTES + middle.length + ID_BYTES + TAIL_BYTES;
    }

    @Override
    public void write(int index, ByteBuffer buffer) {
        byte[] id = bytes(new UUID(run.getMostSignificantBits(), run.getLeastSignificantBits() + index).toString());
        buffer.put(head).put(id).put(middle).put(id).put(bytes("\"}"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
