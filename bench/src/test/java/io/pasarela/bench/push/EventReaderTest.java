package io.pasarela.bench.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventReaderTest {
    private static final String CHUNKED = """
            HTTP/1.1 200 OK\r
            Content-Type: text/event-stream\r
            Transfer-Encoding: chunked\r
            \r
            d\r
            retry: 2000

            \r
            34\r
            id: 1
            event: ramp
            data: {"text":"data: :é \\n"}

            \r
            e\r
            : still here

            \r
            da\r
            id: 2
            event: ramp
            data: {"second":2}

            \r
            """;

    private final List<String> heard = new ArrayList<>();

    @Test
    void eventsAndCommentsAreCountedHoweverTheyAreCutIntoPieces() {
        byte[] bytes = CHUNKED.getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= bytes.length; size++) {
            var reader = reader(false);
            feed(reader, bytes, size);

            assertThat(reader.isOpen()).isTrue();
            assertThat(reader.events()).as("in pieces of %d", size).isEqualTo(2);
            assertThat(reader.comments()).as("in pieces of %d", size).isEqualTo(1);
        }
        assertThat(heard).hasSize(2 * bytes.length).containsOnly("7/0:", "7/1:");
    }

    @Test
    void whatIsWantedIsToldWordForWord() {
        byte[] bytes = CHUNKED.getBytes(StandardCharsets.UTF_8);

        feed(reader(true), bytes, 5);

        assertThat(heard).containsExactly("7/0:{\"text\":\"data: :é \\n\"}", "7/1:{\"second\":2}");
    }

    @Test
    void anAnswerThatIsNoStreamIsAFailureThatSaysWhy() {
        byte[] refusal = "HTTP/1.1 429 Too Many Requests\r\n\r\n".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> feed(reader(false), refusal, 10)).hasMessageContaining("429 Too Many Requests");
    }

    private EventReader reader(boolean wanted) {
        return new EventReader(7, (stream, event, data) -> heard.add(stream + "/" + event + ":" + data), wanted);
    }

    private static void feed(EventReader reader, byte[] bytes, int size) {
        for (int from = 0; from < bytes.length; from += size) {
            int length = Math.min(size, bytes.length - from);
            byte[] piece = new byte[length];
            System.arraycopy(bytes, from, piece, 0, length);
            reader.read(piece, length);
        }
    }
}
