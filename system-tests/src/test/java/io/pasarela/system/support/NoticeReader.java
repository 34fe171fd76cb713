package io.pasarela.system.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Listens to a stream of server-sent events, as the HTML standard says they are to be read. */
public final class NoticeReader implements AutoCloseable {

    /** One event. */
    public record Event(String id, String name, JsonNode data) {
        public String status() {
            return data.path("status").asText();
        }
    }

    private final CompletableFuture<HttpResponse<Stream<String>>> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private String id = "";
    private String name = "";
    private final StringBuilder data = new StringBuilder();

    private NoticeReader(CompletableFuture<HttpResponse<Stream<String>>> response) {
        this.response = response;
    }

    static NoticeReader open(HttpClient http, HttpRequest.Builder request) {
        NoticeReader reader = new NoticeReader(http.sendAsync(
                request.header("Accept", "text/event-stream").GET().build(), HttpResponse.BodyHandlers.ofLines()));
        Thread.ofVirtual().start(() -> reader.response.join().body().forEach(reader::line));
        return reader;
    }

    public int status() {
        return response.join().statusCode();
    }

    /** What has come so far, in order. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    public List<String> statuses() {
        return events.stream().map(Event::status).toList();
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
    }
}
