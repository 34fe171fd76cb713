package io.pasarela.bench.push;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.nio.charset.StandardCharsets;

/** Publishes the same text again and again over one connection, so that messages arrive in the order in which they are sent. */
final class HttpPublisher {
    private final HttpClient client;
    private final String path;
    private final Buffer message;

    HttpPublisher(Vertx vertx, int port, String path, String message) {
        var options = new HttpClientOptions()
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(port)
                .setPipelining(true)
                .setTcpNoDelay(true);
        this.client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(1));
        this.path = path;
        this.message = Buffer.buffer(message.getBytes(StandardCharsets.UTF_8));
    }

    /** A message that gets lost is missed by its listeners, which is a failure. */
    void publish() {
        client.request(HttpMethod.POST, path)
                .compose(request ->
                        request.putHeader("X-EventSource-Event", "ramp").send(message))
                .compose(response -> response.body())
                .onFailure(Throwable::printStackTrace);
    }
}
