package io.pasarela.sandbox.console;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A request written out by hand: the JDK's client lets nobody state a Host or an Origin of one's own. */
record Call(int port, String line, String host, Map<String, String> headers) {
    /** @param headers by their names in lower case */
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }

        JsonObject json() {
            return new JsonObject(body);
        }
    }

    Call(int port) {
        this(port, "", "127.0.0.1", Map.of());
    }

    Call get(String path) {
        return new Call(port, "GET " + path, host, headers);
    }

    Call post(String path) {
        return new Call(port, "POST " + path, host, headers);
    }

    /** @param name the host that the request is for, without port */
    Call as(String name) {
        return new Call(port, line, name, headers);
    }

    Call with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(port, line, host, more);
    }

    /** As the console's own page states it. */
    Call ours() {
        return with(Guard.HEADER, "1");
    }

    Answer send() {
        try (var socket = new Socket("127.0.0.1", port)) {
            String stated = headers.entrySet().stream()
                    .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                    .collect(Collectors.joining());
            String request = "%s HTTP/1.1\r\nHost: %s:%d\r\nContent-Length: 0\r\nConnection: close\r\n%s\r\n"
                    .formatted(line, host, port, stated);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return read(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Answer read(String text) {
        String[] parts = text.split("\r\n\r\n", 2);
        Map<String, String> headers = parts[0].lines()
                .skip(1)
                .map(header -> header.split(": ?", 2))
                .collect(Collectors.toMap(header -> header[0].toLowerCase(Locale.ROOT), header -> header[1]));
        return new Answer(Integer.parseInt(parts[0].split(" ")[1]), headers, parts[1]);
    }
}
