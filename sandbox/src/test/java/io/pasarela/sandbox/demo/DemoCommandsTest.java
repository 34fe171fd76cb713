package io.pasarela.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DemoCommandsTest {
    @Test
    void whatIsPrintedCanBePastedIntoBash() throws Exception {
        var vertx = Vertx.vertx();
        var ramp = new CompletableFuture<String>();
        var server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    if (request.path().endsWith("/ramps")) {
                        ramp.complete(request.getHeader("Authorization") + " " + body);
                    }
                    request.response().end("{\"id\":\"q-1\",\"fees\":[{\"id\":\"fee-9\"}],\"asked\":" + body + "}");
                }))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        var commands = DemoCommands.of(
                URI.create("http://127.0.0.1:" + server.actualPort()),
                "a.b.c",
                new Demo("ana", "u-1", "w-1", "s-1", "p-1"));

        var script = String.join(
                "\n",
                commands.exports(),
                commands.commands().get(0).line(),
                commands.commands().get(1).line());
        var bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script).start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(bash.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bash.waitFor()).as(err).isZero();
        assertThat(err).contains("\"amount\":\"1500.00\"");
        assertThat(out).contains("q-1");
        String[] sent = ramp.join().split(" ", 3);
        assertThat(sent[1]).isEqualTo("a.b.c");
        var body = new JsonObject(sent[2]);
        assertThat(body.getString("quotationId")).isEqualTo("q-1");
        assertThat(body.getString("userId")).isEqualTo("u-1");
        assertThat(body.getString("accountId")).isEqualTo("w-1");
        assertThat(body.getString("externalId")).matches("order-\\d+");
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
