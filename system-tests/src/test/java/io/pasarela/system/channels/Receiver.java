package io.pasarela.system.channels;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that receives posts, as a client's back end or a push service does, and answers as the test says. */
final class Receiver implements AutoCloseable {

    /** One post. */
    record Post(String path, HttpHeaders headers, byte[] body) {

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** Answers the post of that number, counted from 1. */
    interface Answer {
        void to(HttpExchange exchange, int number) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);

    private Receiver(Answer answer) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            int number = take(exchange);
            answer.to(exchange, number);
            exchange.close();
        });
        server.start();
    }

    static Receiver answering(Answer answer) {
        return new Receiver(answer);
    }

    /** Answers with these statuses, one after the other, and with the last one from then on. */
    static Receiver answering(int... statuses) {
        return new Receiver((exchange, number) ->
                exchange.sendResponseHeaders(statuses[Math.min(number, statuses.length) - 1], -1));
    }

    /** Takes everything and never answers. */
    static Receiver hanging() {
        Receiver[] self = new Receiver[1];
        self[0] = new Receiver((_, _) -> self[0].awaitOver());
        return self[0];
    }

    private synchronized int take(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        posts.add(new Post(
                exchange.getRequestURI().toString(),
                HttpHeaders.of(headers, (_, _) -> true),
                exchange.getRequestBody().readAllBytes()));
        return posts.size();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    /** What has come so far. */
    List<Post> posts() {
        return List.copyOf(posts);
    }

    private void awaitOver() {
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
