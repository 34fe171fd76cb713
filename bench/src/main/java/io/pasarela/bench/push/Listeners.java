package io.pasarela.bench.push;

import io.pasarela.bench.push.EventReader.Hearer;
import io.pasarela.sandbox.process.SandboxFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Many open streams, read by the thread that calls. A stream that is refused, or that the server ends, is a failure. */
final class Listeners implements AutoCloseable {
    /** So many may wait to be let in: more would only wait in the kernel, where they can be turned away. */
    private static final int KNOCKING_MAX = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BUFFER_BYTES = 64 * 1024;

    private final InetSocketAddress server;
    private final IntFunction<String> request;
    private final boolean wanted;
    private final Selector selector;
    private final List<SocketChannel> channels = new ArrayList<>();
    private final List<EventReader> streams = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private Hearer hearer = (_, _, _) -> {};

    private Listeners(int port, IntFunction<String> request, boolean wanted) {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.request = request;
        this.wanted = wanted;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens streams and waits until the server has let all of them in.
     *
     * @param request the whole head of the request that opens a stream of this number, from 0
     * @param wanted as in {@link EventReader}
     */
    static Listeners open(int port, int count, IntFunction<String> request, boolean wanted) {
        var listeners = new Listeners(port, request, wanted);
        try {
            listeners.open(count);
            return listeners;
        } catch (RuntimeException e) {
            listeners.close();
            throw e;
        }
    }

    /** A request that opens a stream. @param headers each ended by CR LF */
    static String get(String path, String headers) {
        return "GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n%s\r\n".formatted(path, headers);
    }

    private void open(int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int open = 0;
        while (open < count) {
            while (channels.size() < count && channels.size() - open < KNOCKING_MAX) {
                knock(channels.size());
            }
            hear(Duration.ofMillis(100));
            while (open < count && open < streams.size() && streams.get(open).isOpen()) {
                open++;
            }
            if (System.nanoTime() > deadline) {
                throw new SandboxFailure(
                        "Only %d of %d streams were open after %d s.".formatted(open, count, PATIENCE.toSeconds()));
            }
        }
    }

    private void knock(int number) {
        try {
            var channel = SocketChannel.open(server);
            channels.add(channel);
            channel.write(ByteBuffer.wrap(request.apply(number).getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            // Through us, so that whoever hears can change.
            var stream = new EventReader(number, (which, event, data) -> hearer.heard(which, event, data), wanted);
            streams.add(stream);
            channel.register(selector, SelectionKey.OP_READ, stream);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "stream %d cannot be opened; mind the limit of open files".formatted(number + 1), e);
        }
    }

    void onEvent(Hearer next) {
        hearer = next;
    }

    /** Reads what has come, and waits for something for so long at most. */
    void hear(Duration atMost) {
        try {
            if (atMost.toMillis() < 1) {
                selector.selectNow(this::read);
            } else {
                selector.select(this::read, atMost.toMillis());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads for so long, whatever comes. */
    void hearFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            hear(Duration.ofMillis(100));
        }
    }

    private void read(SelectionKey key) {
        try {
            buffer.clear();
            int length = ((SocketChannel) key.channel()).read(buffer);
            if (length < 0) {
                throw new SandboxFailure("The server has ended a stream that was to stay open.");
            }
            ((EventReader) key.attachment()).read(buffer.array(), length);
        } catch (IOException e) {
            throw new SandboxFailure("A stream that was to stay open is broken: " + e.getMessage(), e);
        }
    }

    int count() {
        return streams.size();
    }

    /** Comments that each stream has had so far. */
    long[] comments() {
        return streams.stream().mapToLong(EventReader::comments).toArray();
    }

    @Override
    public void close() {
        try {
            for (SocketChannel channel : channels) {
                channel.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
