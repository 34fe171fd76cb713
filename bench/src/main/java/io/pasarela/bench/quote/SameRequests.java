package io.pasarela.bench.quote;

import io.pasarela.bench.load.Requests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The same request again and again. */
record SameRequests(int count, byte[] request) implements Requests {

    static SameRequests get(String path, String token, int count) {
        return of("""
                GET %s HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                \r
                """.formatted(path, token), count);
    }

    static SameRequests post(String path, String token, String body, int count) {
        return of("""
                POST %s HTTP/1.1\r
                Host: 127.0.0.1\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                %s""".formatted(path, token, body.length(), body), count);
    }

    /** {@code GET key} as redis-benchmark sends it. */
    static SameRequests redisGet(String key, int count) {
        return of("*2\r\n$3\r\nGET\r\n$%d\r\n%s\r\n".formatted(key.length(), key), count);
    }

    private static SameRequests of(String text, int count) {
        return new SameRequests(count, text.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int largest() {
        return request.length;
    }

    @Override
    public void write(int index, ByteBuffer buffer) {
        buffer.put(request);
    }
}
