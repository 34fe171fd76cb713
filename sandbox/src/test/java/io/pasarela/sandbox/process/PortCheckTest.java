package io.pasarela.sandbox.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortCheckTest {
    @Test
    void aTakenPortIsNamedInOneSentenceWithItsHolder() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String holder = Files.isDirectory(Path.of("/proc"))
                    ? "java \\(pid " + ProcessHandle.current().pid() + "\\)"
                    : "another process";

            assertThatThrownBy(() -> PortCheck.requireFree(Map.of("the front door", taken.getLocalPort())))
                    .isInstanceOf(SandboxFailure.class)
                    .message()
                    .matches("Port %d, needed for the front door, is taken by %s; stop that first\\."
                            .formatted(taken.getLocalPort(), holder));
        }
    }

    @Test
    void aFreePortIsFine() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }

        assertThatCode(() -> PortCheck.requireFree(Map.of("the front door", port)))
                .doesNotThrowAnyException();
    }
}
