package io.pasarela.providers.calls;

import io.smallrye.mutiny.vertx.TypeArg;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an answer up to a size. A larger one is no answer: it fails the call, and no more of it is kept than that, so that a provider that
 * says too much takes nobody's memory.
 */
public final class BoundedBody implements BodyCodec<Buffer> {

    private final int sizeMax;

    private BoundedBody(int sizeMax) {
        this.sizeMax = sizeMax;
    }

    /** @param sizeMax in bytes */
    public static io.vertx.mutiny.ext.web.codec.BodyCodec<io.vertx.mutiny.core.buffer.Buffer> of(int sizeMax) {
        return io.vertx.mutiny.ext.web.codec.BodyCodec.newInstance(
                new BoundedBody(sizeMax),
                new TypeArg<>(
                        buffer -> io.vertx.mutiny.core.buffer.Buffer.newInstance((Buffer) buffer),
                        io.vertx.mutiny.core.buffer.Buffer::getDelegate));
    }

    @Override
    public void create(Handler<AsyncResult<BodyStream<Buffer>>> handler) {
        handler.handle(Future.succeededFuture(new Gathered(sizeMax)));
    }

    private static final class Gathered implements BodyStream<Buffer> {

        private final int sizeMax;
        private final Promise<Buffer> result = Promise.promise();
        private Buffer body = Buffer.buffer();
        private boolean tooLarge;

        Gathered(int sizeMax) {
            this.sizeMax = sizeMax;
        }

        @Override
        public Future<Void> write(Buffer data) {
            if (!tooLarge && body.length() + data.length() > sizeMax) {
                tooLarge = true;
                body = Buffer.buffer();
                result.tryFail(new IllegalStateException("an answer of more than " + sizeMax + " bytes"));
            } else if (!tooLarge) {
                body.appendBuffer(data);
            }
            return Future.succeededFuture();
        }

        @Override
        public void write(Buffer data, @Nullable Handler<AsyncResult<Void>> handler) {
            done(write(data), handler);
        }

        @Override
        public void end(@Nullable Handler<AsyncResult<Void>> handler) {
            result.tryComplete(body);
            done(Future.succeededFuture(), handler);
        }

        private static void done(Future<Void> future, @Nullable Handler<AsyncResult<Void>> handler) {
            if (handler != null) {
                future.onComplete(handler);
            }
        }

        @Override
        public Future<Buffer> result() {
            return result.future();
        }

        @Override
        public void handle(Throwable broken) {
            result.tryFail(broken);
        }

        @Override
        public BodyStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
            return this;
        }

        @Override
        public BodyStream<Buffer> setWriteQueueMaxSize(int size) {
            return this;
        }

        @Override
        public boolean writeQueueFull() {
            return false;
        }

        @Override
        public BodyStream<Buffer> drainHandler(@Nullable Handler<Void> handler) {
            return this;
        }
    }
}
