package io.pasarela.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BulkReaderTest {

    private final BulkReader reader = new BulkReader();

    @Test
    void aValueIsThereOnceItsLastByteIs() throws Exception {
        String answer = "$5\r\nhello\r\n";

        for (int sent = 1; sent < answer.length(); sent++) {
            assertThat(arrive(answer.substring(sent - 1, sent)))
                    .as("after %d", sent)
                    .isZero();
        }
        assertThat(arrive("\n")).isEqualTo(200);
    }

    @Test
    void nothingAndErrorsAreNoSuccess() throws Exception {
        assertThat(arrive("$-1\r\n")).isEqualTo(404);
        reader.clear();
        assertThat(arrive("-ERR no\r\n")).isEqualTo(500);
        assertThat(reader.text()).isEqualTo("-ERR no");
    }

    @Test
    void moreThanOneAnswerIsAMistake() {
        assertThatThrownBy(() -> arrive("$1\r\na\r\n$1\r\nb\r\n")).isInstanceOf(ProtocolException.class);
    }

    private int arrive(String bytes) throws IOException {
        return reader.read(Channels.newChannel(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.US_ASCII))));
    }
}
