package io.pasarela.ingest.door;

import io.pasarela.ingest.IngestConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads bodies: raw, never more than the limit, never for longer than allowed, and never too many at once. */
@ApplicationScoped
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

    private final Vertx vertx;
    private final long lengthMax;
    private final long togetherMax;
    private final long withinMillis;
    private final AtomicLong together = new AtomicLong();

    Bodies(Vertx vertx, IngestConfig config) {
        this.vertx = vertx;
        this.lengthMax = config.maxBodySize().asLongValue();
        this.togetherMax = config.maxBodiesAtOnce().asLongValue();
        this.withinMillis = config.bodyWithin().toMillis();
    }

    /** Largest body that is read, in bytes. */
    public long lengthMax() {
        return lengthMax;
    }

    /** Tells once, on the request's own event loop. */
    public void read(HttpServerRequest request, Consumer<Arrival> then) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            then.accept(new Arrival.Compressed());
        } else if (declaredLength(request) > lengthMax) {
            then.accept(new Arrival.TooLarge());
        } else if (together.get() > togetherMax) {
            then.accept(new Arrival.TooMany());
        } else {
            if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
                request.response().writeContinue();
            }
            new Body(request, then).start();
        }
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
    private final class Body {
        private final HttpServerRequest request;
        private final Consumer<Arrival> then;
        private @Nullable Buffer first;
        private @Nullable Buffer all;
        private long length;
        private long timer;
        private boolean told;

        Body(HttpServerRequest request, Consumer<Arrival> then) {
            this.request = request;
            this.then = then;
        }

        void start() {
            timer = vertx.setTimer(withinMillis, _ -> tell(new Arrival.TooSlow()));
            request.handler(this::chunk);
            request.endHandler(_ -> tell(new Arrival.Complete(bytes())));
            request.exceptionHandler(_ -> tell(new Arrival.HalfSent()));
        }

        private void chunk(Buffer chunk) {
            if (told) {
                return;
            }
            length += chunk.length();
            if (length > lengthMax) {
                length -= chunk.length();
                tell(new Arrival.TooLarge());
                return;
            }
            if (together.addAndGet(chunk.length()) > togetherMax) {
                tell(new Arrival.TooMany());
            } else if (first == null) {
                first = chunk;
            } else {
                all = (all == null ? Buffer.buffer().appendBuffer(first) : all).appendBuffer(chunk);
            }
        }

        private byte[] bytes() {
            Buffer buffer = all == null ? first : all;
            return buffer == null ? new byte[0] : buffer.getBytes();
        }

        private void tell(Arrival arrival) {
            if (!told) {
                told = true;
                vertx.cancelTimer(timer);
                together.addAndGet(-length);
                first = null;
                all = null;
                then.accept(arrival);
            }
        }
    }
}
