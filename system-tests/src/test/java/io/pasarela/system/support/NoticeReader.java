package io.pasarela.system.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to a stream of server-sent events, as the HTML standard says they are to be read. */
public final class NoticeReader implements AutoCloseable {

    /** One event. */
    public record Event(String id, String name, JsonNode data) {
        public String status() {
            return data.path("status").asText();
        }
    }

    private final CompletableFuture<HttpResponse<InputStream>> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private String id = "";
    private String name = "";
    private final StringBuilder data = new StringBuilder();
    private volatile boolean over;

    private NoticeReader(CompletableFuture<HttpResponse<InputStream>> response) {
        this.response = response;
    }

    static NoticeReader open(HttpClient http, HttpRequest.Builder request) {
        NoticeReader reader = new NoticeReader(http.sendAsync(
                request.header("Accept", "text/event-stream").GET().build(),
                HttpResponse.BodyHandlers.ofInputStream()));
        Thread.ofVirtual().start(reader::read);
        return reader;
    }

    public int status() {
        return response.join().statusCode();
    }

    /** The {@code Set-Cookie} of the answer, without its attributes. */
    public String cookie() {
        return response.join().headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
    }

    public HttpHeaders headers() {
        return response.join().headers();
    }

    /** Whether the server has ended the stream. */
    public boolean isOver() {
        return over;
    }

    /** The sequences of the changes told, in order. */
    public List<Integer> sequences() {
        return named("ramp").stream()
                .map(event -> event.data().path("sequence").asInt())
                .toList();
    }

    /** The events with this name, in order. */
    public List<Event> named(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    /** What has come so far, in order. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    public List<String> statuses() {
        return events.stream().map(Event::status).toList();
    }

    private void read() {
        try (var lines =
                new BufferedReader(new InputStreamReader(response.join().body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                line(line);
            }
        } catch (IOException _) {
            // Cut off, by either side.
        } finally {
            over = true;
        }
    }

    private void line(String line) {
        if (line.isEmpty()) {
            if (!data.isEmpty()) {
                events.add(new Event(id, name, json(data.toString())));
            }
            data.setLength(0);
            name = "";
        } else if (line.startsWith("id:")) {
            id = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
            name = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
            data.append(line.substring(5).strip());
        }
    }

    private static JsonNode json(String text) {
        try {
            return Gateway.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    @Override
    public void close() {
        response.cancel(true);
        response.thenAccept(answer -> {
            try {
                answer.body().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
