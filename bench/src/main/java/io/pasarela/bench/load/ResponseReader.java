package io.pasarela.bench.load;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * Reads one HTTP/1.1 response at a time from a connection without pipelining. Knows just enough of RFC 9112 for servers
 * that state a Content-Length; anything else is a {@link ProtocolException} that says so.
 */
final class ResponseReader implements AnswerReader {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int STATUS_END = STATUS_AT + 3;
    private static final int END_OF_HEAD = 0x0D0A0D0A;
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRANSFER_ENCODING = "transfer-encoding:".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private int headEnd;
    private int length;

    /**
     * Reads what has arrived.
     *
     * @return the status once the whole response is there, 0 before
     * @throws IOException also when the server has closed the connection
     */
    @Override
    public int read(ReadableByteChannel channel) throws IOException {
        if (channel.read(buffer) < 0) {
            throw new IOException("the server closed the connection");
        }
        if (headEnd == 0 && !findHead()) {
            requireRoom();
            return 0;
        }
        if (buffer.position() < headEnd + length) {
            requireRoom();
            return 0;
        }
        if (buffer.position() > headEnd + length) {
            throw new ProtocolException("the response has more bytes than it states");
        }
        return status();
    }

    /** Forgets the response that was read. */
    @Override
    public void clear() {
        buffer.clear();
        headEnd = 0;
        length = 0;
    }

    /** What has arrived so far, for an error message. */
    @Override
    public String text() {
        byte[] bytes = new byte[Math.min(buffer.position(), 400)];
        buffer.get(0, bytes);
        return new String(bytes, StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
    }

    private boolean findHead() throws ProtocolException {
        int last = buffer.position() - Integer.BYTES;
        for (int at = STATUS_END; at <= last; at++) {
            if (buffer.get(at) == '\r' && buffer.getInt(at) == END_OF_HEAD) {
                headEnd = at + Integer.BYTES;
                length = contentLength();
                return true;
            }
        }
        return false;
    }

    /** A response without the header has no body: of those without one, only 204 is asked for here. */
    private int contentLength() throws ProtocolException {
        for (int at = STATUS_END; at < headEnd - Integer.BYTES; at++) {
            if (buffer.get(at) == '\n') {
                if (startsWith(CONTENT_LENGTH, at + 1)) {
                    return number(at + 1 + CONTENT_LENGTH.length);
                }
                if (startsWith(TRANSFER_ENCODING, at + 1)) {
                    throw new ProtocolException("the server answers in chunks, which is not read here: " + text());
                }
            }
        }
        return 0;
    }

    private boolean startsWith(byte[] lowerCaseName, int at) {
        if (at + lowerCaseName.length > headEnd) {
            return false;
        }
        for (int i = 0; i < lowerCaseName.length; i++) {
            int letter = buffer.get(at + i);
            if (letter >= 'A' && letter <= 'Z') {
                letter += 'a' - 'A';
            }
            if (letter != lowerCaseName[i]) {
                return false;
            }
        }
        return true;
    }

    private int number(int at) {
        int number = 0;
        for (int i = at; buffer.get(i) != '\r'; i++) {
            int digit = buffer.get(i) - '0';
            if (digit >= 0 && digit <= 9) {
                number = number * 10 + digit;
            }
        }
        return number;
    }

    private int status() throws ProtocolException {
        int status = 0;
        for (int at = STATUS_AT; at < STATUS_END; at++) {
            status = status * 10 + buffer.get(at) - '0';
        }
        if (status < 100 || status > 599) {
            throw new ProtocolException("no HTTP response: " + text());
        }
        return status;
    }

    private void requireRoom() throws ProtocolException {
        if (!buffer.hasRemaining()) {
            throw new ProtocolException("a response of more than %d bytes".formatted(BUFFER_BYTES));
        }
    }
}
