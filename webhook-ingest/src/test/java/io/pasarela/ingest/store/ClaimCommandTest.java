package io.pasarela.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.pasarela.ingest.store.ClaimCommand.Form;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimCommandTest {

    private static final Form CLAIM = Form.of("SET", "", "", "NX", "GET", "PX", "5000");

    @Test
    void itIsWrittenAsRedisReadsItWithLengthsInBytes() {
        assertThat(written(CLAIM, "{webhooks}:event:acme:ñ-€-" + "x".repeat(100), "?me"))
                .isEqualTo("*7\r\n$3\r\nSET\r\n$129\r\n{webhooks}:event:acme:ñ-€-%s\r\n$3\r\n?me\r\n"
                                .formatted("x".repeat(100))
                        + "$2\r\nNX\r\n$3\r\nGET\r\n$2\r\nPX\r\n$4\r\n5000\r\n");
        assertThat(written(Form.of("EVAL", "return 1", "1", "", ""), "k", "v"))
                .isEqualTo("*5\r\n$4\r\nEVAL\r\n$8\r\nreturn 1\r\n$1\r\n1\r\n$1\r\nk\r\n$1\r\nv\r\n");
    }

    @Test
    void aWordThatLooksLikeTheProtocolStaysAWord() {
        assertThat(written(CLAIM, "k\r\n$3\r\nDEL", "?me"))
                .startsWith("*7\r\n$3\r\nSET\r\n$10\r\nk\r\n$3\r\nDEL\r\n$3\r\n");
    }

    @Test
    void withoutAnAnswerThereIsAReasonAndWithOneThereIsNone() {
        var command = command(CLAIM, "k", "?me");
        assertThat(command.failure()).isNotNull();
        command.getOutput().set(ByteBuffer.wrap(bytes("=00c0ffee")));
        assertThat(command.answer()).isNull();
        command.complete();
        assertThat(command.failure()).isNull();
        assertThat(command.answer()).isEqualTo(bytes("=00c0ffee"));

        var refused = command(CLAIM, "k", "?me");
        refused.getOutput().setError("OOM command not allowed");
        refused.complete();
        assertThat(refused.failure()).hasMessageContaining("OOM");
        assertThat(refused.answer()).isNull();
    }

    @Test
    void theLastOneTellsItsEndWhateverItIs() {
        List<String> told = new ArrayList<>();
        for (var end : List.<java.util.function.Consumer<ClaimCommand>>of(
                ClaimCommand::complete,
                ClaimCommand::cancel,
                command -> command.completeExceptionally(new IllegalStateException("gone")))) {
            var command = command(CLAIM, "k", "?me");
            command.endsWith(() -> told.add(command.failure() == null ? "answered" : "failed"));
            end.accept(command);
        }
        assertThat(told).containsExactly("answered", "failed", "failed");
    }

    private static ClaimCommand command(Form form, String key, String value) {
        return new ClaimCommand(form, bytes(key), bytes(value));
    }

    private static String written(Form form, String key, String value) {
        var out = Unpooled.buffer();
        command(form, key, value).encode(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
