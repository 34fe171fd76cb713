package io.pasarela.sandbox.killb;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody who subscribed to webhooks. Answers 200, or first with the given refusals. */
final class Receiver implements AutoCloseable {
    static final String SECRET = "a-secret-of-at-least-thirty-two-characters";

    private final HttpServer server;
    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private final Queue<Integer> refusals;

    record Delivery(String body, String signature) {
        JsonNode json() throws IOException {
            return Bench.JSON.readTree(body);
        }

        String status() throws IOException {
            return json().path("data").path("status").asText();
        }
    }

    Receiver(Integer... refusals) throws IOException {
        this.refusals = new ArrayDeque<>(List.of(refusals));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Integer refusal = this.refusals.poll();
            deliveries.add(new Delivery(body, exchange.getRequestHeaders().getFirst("x-signature-sha256")));
            exchange.sendResponseHeaders(refusal == null ? 200 : refusal, -1);
            exchange.close();
        });
        server.start();
    }

    void subscribe(Bench bench, String events) throws Exception {
        Bench.Answer answer =
                bench.post("/webhooks", """
                {"url":"http://127.0.0.1:%d/hook","secret":"%s","events":["%s"]}""".formatted(server.getAddress().getPort(), SECRET, events));
        if (answer.status() != 201) {
            throw new AssertionError(answer.text());
        }
    }

    Delivery next() throws InterruptedException {
        Delivery delivery = deliveries.poll(5, TimeUnit.SECONDS);
        if (delivery == null) {
            throw new AssertionError("no webhook came");
        }
        return delivery;
    }

    List<Delivery> next(int count) throws InterruptedException {
        List<Delivery> all = new ArrayList<>();
        while (all.size() < count) {
            all.add(next());
        }
        return all;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
