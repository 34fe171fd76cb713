package io.pasarela.system.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One page of a browser over the Chrome DevTools protocol: commands with their answers, and what it tells by itself. */
final class DevTools implements WebSocket.Listener {

    private static final int PATIENCE_SECONDS = 30;

    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final StringBuilder message = new StringBuilder();
    private @Nullable WebSocket socket;
    private String session = "";

    private DevTools() {}

    /** Opens a page, and has the browser tell of its requests, its errors and what its policies forbade. */
    static DevTools connect(HttpClient http, URI browser) {
        DevTools tools = new DevTools();
        tools.socket = http.newWebSocketBuilder().buildAsync(browser, tools).join();
        String target = tools.send("Target.createTarget", Chromium.parameters().put("url", "about:blank"))
                .path("targetId")
                .asText();
        tools.session = tools.send(
                        "Target.attachToTarget",
                        Chromium.parameters().put("targetId", target).put("flatten", true))
                .path("sessionId")
                .asText();
        for (String domain : List.of("Page", "Runtime", "Network", "Audits")) {
            tools.send(domain + ".enable", Chromium.parameters());
        }
        return tools;
    }

    JsonNode send(String method, ObjectNode parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        ObjectNode command = Chromium.parameters().put("id", id).put("method", method);
        command.set("params", parameters);
        if (!session.isEmpty()) {
            command.put("sessionId", session);
        }
        java.util.Objects.requireNonNull(socket)
                .sendText(command.toString(), true)
                .join();
        JsonNode told = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        if (told.has("error")) {
            throw new AssertionError(method + ": " + told.path("error"));
        }
        return told.path("result");
    }

    List<JsonNode> events() {
        return events;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            take(message.toString());
            message.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void take(String text) {
        try {
            JsonNode json = Gateway.JSON.readTree(text);
            CompletableFuture<JsonNode> answer = waiting.remove(json.path("id").asInt());
            if (answer == null) {
                events.add(json);
            } else {
                answer.complete(json);
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
