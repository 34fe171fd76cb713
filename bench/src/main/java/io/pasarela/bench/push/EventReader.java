package io.pasarela.bench.push;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has heard of a stream of server-sent events, byte by byte, as cheaply as can be: whether the stream is open, how many
 * comments and events came, and what they said where that is wanted. In a chunked answer no event may be spread over two chunks.
 */
final class EventReader {
    private static final int LINE_OF_DATA = '\n' << 24 | 'd' << 16 | 'a' << 8 | 't';
    private static final int COMMENT = '\n' << 8 | ':';
    private static final int TWO_BYTES = 0xFFFF;
    private static final int HEAD_MAX = 4096;
    private static final String OK = "HTTP/1.1 200 ";

    /** Hears of each event when its data begins, or when its data is complete if what it says is wanted. */
    interface Hearer {

        /**
         * @param stream number of the stream, from 0
         * @param event number of the event in this stream, from 0
         * @param data empty when it is not wanted
         */
        void heard(int stream, long event, String data);
    }

    private final int number;
    private final Hearer hearer;
    private final boolean wanted;
    private @Nullable StringBuilder head = new StringBuilder(512);
    private final ByteArrayOutputStream data = new ByteArrayOutputStream(0);
    private boolean inData;
    private int last;
    private long events;
    private long comments;

    /** @param wanted whether what the events say is wanted, and not only that there are some */
    EventReader(int number, Hearer hearer, boolean wanted) {
        this.number = number;
        this.hearer = hearer;
        this.wanted = wanted;
    }

    /** @throws IllegalStateException when the server does not open the stream */
    void read(byte[] bytes, int length) {
        int from = head == null ? 0 : headEnd(head, bytes, length);
        int window = last;
        for (int i = from; i < length; i++) {
            byte next = bytes[i];
            window = window << 8 | next & 0xFF;
            if (inData) {
                dataByte(next);
            } else if (window == LINE_OF_DATA) {
                begin();
            } else if ((window & TWO_BYTES) == COMMENT) {
                comments++;
            }
        }
        last = window;
    }

    private void begin() {
        if (wanted) {
            inData = true;
        } else {
            hearer.heard(number, events++, "");
        }
    }

    private void dataByte(byte next) {
        if (next != '\n') {
            data.write(next);
            return;
        }
        inData = false;
        String said = data.toString(StandardCharsets.UTF_8);
        data.reset();
        // What has been taken for the beginning of the line ends with the t of "data: ".
        hearer.heard(number, events++, said.substring("a: ".length()));
    }

    /** Where the body begins in these bytes; their length while the head goes on. */
    private int headEnd(StringBuilder soFar, byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            soFar.append((char) bytes[i]);
            int end = soFar.length();
            if (bytes[i] == '\n' && end >= 4 && soFar.charAt(end - 3) == '\n') {
                if (!soFar.toString().startsWith(OK)) {
                    throw new IllegalStateException("the stream was not opened: " + soFar);
                }
                head = null;
                last = '\n';
                return i + 1;
            }
        }
        if (soFar.length() > HEAD_MAX) {
            throw new IllegalStateException("the stream was not opened: " + soFar);
        }
        return length;
    }

    boolean isOpen() {
        return head == null;
    }

    long events() {
        return events;
    }

    long comments() {
        return comments;
    }
}
