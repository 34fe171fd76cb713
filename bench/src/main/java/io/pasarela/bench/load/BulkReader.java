package io.pasarela.bench.load;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/** Reads Redis' answer to a {@code GET}: {@code $<length>\r\n<bytes>\r\n}, {@code $-1\r\n} for nothing, or a line of error. */
final class BulkReader implements AnswerReader {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int END_OF_LINE = 2;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    @Override
    public int read(ReadableByteChannel channel) throws IOException {
        if (channel.read(buffer) < 0) {
            throw new IOException("the server closed the connection");
        }
        int lineEnd = lineEnd();
        if (lineEnd < 0) {
            return more();
        }
        if (buffer.get(0) != '$') {
            return 500;
        }
        if (buffer.get(1) == '-') {
            return 404;
        }
        int whole = lineEnd + END_OF_LINE + length(lineEnd) + END_OF_LINE;
        if (buffer.position() > whole) {
            throw new ProtocolException("the answer has more bytes than it states");
        }
        return buffer.position() == whole ? 200 : more();
    }

    @Override
    public void clear() {
        buffer.clear();
    }

    @Override
    public String text() {
        byte[] bytes = new byte[Math.min(buffer.position(), 400)];
        buffer.get(0, bytes);
        return new String(bytes, StandardCharsets.UTF_8).strip();
    }

    private int lineEnd() {
        for (int at = 0; at + 1 < buffer.position(); at++) {
            if (buffer.get(at) == '\r' && buffer.get(at + 1) == '\n') {
                return at;
            }
        }
        return -1;
    }

    private int length(int lineEnd) {
        int length = 0;
        for (int at = 1; at < lineEnd; at++) {
            length = length * 10 + buffer.get(at) - '0';
        }
        return length;
    }

    private int more() throws ProtocolException {
        if (!buffer.hasRemaining()) {
            throw new ProtocolException("an answer of more than %d bytes".formatted(BUFFER_BYTES));
        }
        return 0;
    }
}
