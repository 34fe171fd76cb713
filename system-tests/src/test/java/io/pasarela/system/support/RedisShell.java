package io.pasarela.system.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Single commands to the system's Redis, as an operator types them. */
public final class RedisShell {

    private final int port;
    private final int database;

    public RedisShell(RunningSystem system, int database) {
        this.port = system.sandbox().redisPort();
        this.database = database;
    }

    /** The first line of the answer in Redis's protocol: {@code +OK}, {@code :1} … @param command its words apart by blanks */
    public String say(String command) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String lines = "SELECT %d\r\n%s\r\n".formatted(database, command);
            socket.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
            answers.readLine();
            return answers.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
