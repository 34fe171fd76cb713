package io.pasarela.ingest.store;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.ByteArrayOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandType;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command about one event, written as Redis reads it (RESP2): what is the same in all of them is made ready once. Many of them go out
 * together, and their answers come in the same order; so it is the last one's end that tells the end of all.
 */
final class ClaimCommand extends Command<byte[], byte[], byte[]> {

    /** A command's words, made ready but for those that are open. */
    record Form(List<byte[]> pieces) {

        /** @param words in ASCII; an empty one is open */
        static Form of(String... words) {
            List<byte[]> pieces = new ArrayList<>();
            StringBuilder piece = new StringBuilder("*" + words.length + "\r\n");
            for (String word : words) {
                if (word.isEmpty()) {
                    pieces.add(ascii(piece + "$"));
                    piece = new StringBuilder("\r\n");
                } else {
                    piece.append("$%d\r\n%s\r\n".formatted(word.length(), word));
                }
            }
            pieces.add(ascii(piece.toString()));
            return new Form(List.copyOf(pieces));
        }
    }

    private final Form form;
    private final byte[][] open;
    private @Nullable Runnable end;

    /** @param open the form's open words, in their order */
    ClaimCommand(Form form, byte[]... open) {
        super(CommandType.SET, new Reply());
        this.form = form;
        this.open = open;
    }

    /** Makes it the last of those that go out together. @param then is run at its end, whatever that is, perhaps twice */
    void endsWith(Runnable then) {
        end = then;
    }

    /** What Redis answered; null for nothing, or for no answer. */
    byte @Nullable [] answer() {
        return failure() == null ? getOutput().get() : null;
    }

    /** Why there is no answer; null when there is one. */
    @Nullable
    Throwable failure() {
        if (!isDone() || isCancelled()) {
            return new IllegalStateException("no answer");
        }
        return exception == null && getOutput().hasError()
                ? new IllegalStateException(getOutput().getError())
                : exception;
    }

    @Override
    public void encode(ByteBuf out) {
        List<byte[]> pieces = form.pieces();
        for (int i = 0; i < open.length; i++) {
            out.writeBytes(pieces.get(i));
            writeDecimal(out, open[i].length);
            out.writeByte('\r').writeByte('\n').writeBytes(open[i]);
        }
        out.writeBytes(pieces.getLast());
    }

    private static void writeDecimal(ByteBuf out, int number) {
        if (number >= 10) {
            writeDecimal(out, number / 10);
        }
        out.writeByte('0' + number % 10);
    }

    @Override
    public void complete() {
        super.complete();
        end();
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        boolean first = super.completeExceptionally(failure);
        end();
        return first;
    }

    @Override
    public void cancel() {
        super.cancel();
        end();
    }

    private void end() {
        Runnable then = end;
        if (then != null) {
            then.run();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** The answer's bytes. A number, which the script answers, is of no use. */
    private static final class Reply extends ByteArrayOutput<byte[], byte[]> {
        Reply() {
            super(ByteArrayCodec.INSTANCE);
        }

        @Override
        public void set(long number) {}
    }
}
