package io.pasarela.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One keep-alive connection with at most one request on its way. Used by one thread only. */
final class Connection implements AutoCloseable {
    private final SocketChannel channel;
    private final SelectionKey key;
    private final AnswerReader reader;
    private ByteBuffer out = ByteBuffer.allocateDirect(0);
    private long sentAt;

    private Connection(SocketChannel channel, Selector selector, AnswerReader reader) throws IOException {
        this.channel = channel;
        this.reader = reader;
        this.key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    static Connection open(InetSocketAddress server, Selector selector, Protocol protocol) throws IOException {
        var channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        return new Connection(channel, selector, protocol.reader());
    }

    /** Sends a request; what the socket does not take at once follows in {@link #flush}. */
    void send(Requests requests, int index) throws IOException {
        if (out.capacity() < requests.largest()) {
            out = ByteBuffer.allocateDirect(requests.largest());
        }
        out.clear();
        requests.write(index, out);
        out.flip();
        reader.clear();
        sentAt = System.nanoTime();
        flush();
    }

    void flush() throws IOException {
        channel.write(out);
        int interest = out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
        if (key.interestOps() != interest) {
            key.interestOps(interest);
        }
    }

    /** @return the status once the whole response is there, 0 before */
    int read() throws IOException {
        return reader.read(channel);
    }

    long nanosSinceSent() {
        return System.nanoTime() - sentAt;
    }

    /** What the server has said so far, for an error message. */
    String text() {
        return reader.text();
    }

    @Override
    public void close() throws IOException {
        key.cancel();
        channel.close();
    }
}
