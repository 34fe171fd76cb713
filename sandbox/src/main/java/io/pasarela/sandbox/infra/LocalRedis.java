package io.pasarela.sandbox.infra;

import io.pasarela.sandbox.process.Launch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Redis on 127.0.0.1.
 *
 * @param snapshots whether what it holds is there again after a restart; as deployed it is not, because everything in it can be lost
 */
public record LocalRedis(Path folder, Path logFile, int port, boolean snapshots) {
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

    public Launch prepare(Binaries binaries) {
        var command = List.of(
                binaries.redisServer().toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--dir",
                folder.toString(),
                "--save",
                snapshots ? "300 1" : "",
                "--appendonly",
                "no",
                "--daemonize",
                "no");
        return new Launch("redis", command, Map.of(), folder, logFile, "TERM", this::answersPing);
    }

    private boolean answersPing() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            socket.setSoTimeout(1_000);
            socket.getOutputStream().write(PING);
            return socket.getInputStream().read() == '+';
        }
    }
}
