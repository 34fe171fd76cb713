package io.pasarela.ingest.door;

import io.pasarela.ingest.IngestConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Reads bodies: raw, never more than the limit, never for longer than allowed, and never too many at once. */
@Singleton
public class Bodies {

    /** What became of a body. */
    public sealed interface Arrival {

        /** It is complete, exactly as received. */
        record Complete(byte[] bytes) implements Arrival {}

        /** It is, or says that it is, larger than the limit. */
        record TooLarge() implements Arrival {}

        /** It did not arrive in time. */
        record TooSlow() implements Arrival {}

        /** It is compressed. Signed is what the provider wrote, and nothing is unpacked for a stranger. */
        record Compressed() implements Arrival {}

        /** Too many bodies are arriving. */
        record TooMany() implements Arrival {}

        /** The sender hung up half-way; there is nobody to answer. */
        record HalfSent() implements Arrival {}
    }

    /** No address may hold more than this part of what may arrive at once, so that one cannot keep all others out. */
    private static final int ADDRESS_SHARE = 8;

    /** What a piece of a body takes beside its bytes, about. Who sends a body byte by byte takes most of the memory with that. */
    private static final int CHUNK_COSTS = 128;

    private final long lengthMax;
    private final long togetherMax;
    private final long withinNanos;
    private final AtomicLong together = new AtomicLong();
    private final ConcurrentMap<InetAddress, Long> byAddress = new ConcurrentHashMap<>();

    Bodies(IngestConfig config) {
        this.lengthMax = config.maxBodySize().asLongValue();
        this.togetherMax = config.maxBodiesAtOnce().asLongValue();
        this.withinNanos = config.bodyWithin().toNanos();
    }

    /** Largest body that is read, in bytes. */
    public long lengthMax() {
        return lengthMax;
    }

    /** Tells once, on the request's own event loop, whose deadlines these are. */
    public void read(HttpServerRequest request, InetAddress address, Deadlines deadlines, Consumer<Arrival> then) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            then.accept(new Arrival.Compressed());
            return;
        }
        long declared = declaredLength(request);
        if (declared > lengthMax) {
            then.accept(new Arrival.TooLarge());
        } else if (together.get() > togetherMax || held(address) > togetherMax / ADDRESS_SHARE) {
            then.accept(new Arrival.TooMany());
        } else {
            if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
                request.response().writeContinue();
            }
            Body body = new Body(request, address, declared, then);
            deadlines.add(body);
            body.start();
        }
    }

    private long held(InetAddress address) {
        return byAddress.getOrDefault(address, 0L);
    }

    private boolean take(InetAddress address, long bytes) {
        long ofAddress = byAddress.merge(address, bytes, Long::sum);
        return together.addAndGet(bytes) <= togetherMax && ofAddress <= togetherMax / ADDRESS_SHARE;
    }

    private void giveBack(InetAddress address, long bytes) {
        together.addAndGet(-bytes);
        byAddress.computeIfPresent(address, (_, held) -> held == bytes ? null : held - bytes);
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException _) {
            return Long.MAX_VALUE;
        }
    }

    /** One body that is arriving. Only its request's event loop touches it. */
    private final class Body implements Deadlines.Waiting {
        private final HttpServerRequest request;
        private final Consumer<Arrival> then;
        private final InetAddress address;
        private final List<Buffer> chunks = new ArrayList<>(1);
        private final long declared;
        private int length;
        private int held;
        private final long due = System.nanoTime() + withinNanos;
        private boolean told;

        Body(HttpServerRequest request, InetAddress address, long declared, Consumer<Arrival> then) {
            this.request = request;
            this.address = address;
            this.declared = declared;
            this.then = then;
        }

        void start() {
            request.handler(this::chunk);
            request.endHandler(_ -> tell(new Arrival.Complete(bytes())));
            request.exceptionHandler(_ -> tell(new Arrival.HalfSent()));
        }

        @Override
        public long due() {
            return due;
        }

        @Override
        public boolean isOver() {
            return told;
        }

        @Override
        public void late() {
            tell(new Arrival.TooSlow());
        }

        private void chunk(Buffer chunk) {
            if (told) {
                return;
            }
            if (length + chunk.length() > lengthMax) {
                tell(new Arrival.TooLarge());
                return;
            }
            length += chunk.length();
            chunks.add(chunk);
            // What is complete at once is held by nobody.
            if (length != declared || held > 0) {
                int costs = chunk.length() + CHUNK_COSTS;
                held += costs;
                if (!take(address, costs)) {
                    tell(new Arrival.TooMany());
                }
            }
        }

        // Put together once, at its own length: a buffer that grows would hold up to twice as much.
        private byte[] bytes() {
            if (chunks.size() == 1) {
                return chunks.getFirst().getBytes();
            }
            byte[] bytes = new byte[length];
            int at = 0;
            for (Buffer chunk : chunks) {
                chunk.getBytes(bytes, at);
                at += chunk.length();
            }
            return bytes;
        }

        private void tell(Arrival arrival) {
            if (!told) {
                told = true;
                if (held > 0) {
                    giveBack(address, held);
                }
                chunks.clear();
                then.accept(arrival);
            }
        }
    }
}
