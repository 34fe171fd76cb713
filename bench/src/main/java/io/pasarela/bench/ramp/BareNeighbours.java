package io.pasarela.bench.ramp;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;

/**
 * Whom ramp-service asks, as cheap as can be: answers as KillB does to a log-in, a look-up and a creation, and as quote-service does about any
 * quotation. It remembers nothing.
 */
final class BareNeighbours {
    private static final String LOGIN = "{\"accessToken\":\"a\",\"refreshToken\":\"r\"}";
    private static final String NOTHING_FOUND = "{\"ramps\":[],\"totalPages\":0}";
    private static final String RAMP = """
            {"id":"%s","status":"CREATED","fromCurrency":"MXN","toCurrency":"USDC","fromAmount":1500.00,"toAmount":80.123456,\
            "cashInMethod":"SPEI","cashOutMethod":"POLYGON","updatedAt":"2026-01-01T00:00:00.000Z","paymentInfo":\
            [{"CLABE":"646180157000000004","Bank":"STP","Beneficiary":"Bench","concepto":"1234567"}]}""";
    private static final String QUOTATION = """
            {"id":"%s","provider":"killb","providerQuotationId":"q","fromCurrency":"MXN","fromAmount":"1500.00",\
            "toCurrency":"USDC","toAmount":"80.123456","cashInMethod":"SPEI","cashOutMethod":"POLYGON",\
            "expiresAt":"2100-01-01T00:00:00Z"}""";

    private BareNeighbours() {}

    /** @param arguments port */
    static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        Vertx.vertx()
                .deployVerticle(() -> new OneLoop(port), new DeploymentOptions().setInstances(2))
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    private static final class OneLoop extends AbstractVerticle {
        private final int port;

        OneLoop(int port) {
            this.port = port;
        }

        @Override
        public void start(Promise<Void> started) {
            vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                    .requestHandler(request -> request.body()
                            .onSuccess(_ -> request.response()
                                    .setStatusCode(created(request) ? 201 : 200)
                                    .putHeader("Content-Type", "application/json")
                                    .end(answer(request))))
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }

        private static boolean created(HttpServerRequest request) {
            return request.method() == HttpMethod.POST && request.path().endsWith("/ramps");
        }

        private static String answer(HttpServerRequest request) {
            String path = request.path();
            if (created(request)) {
                return RAMP.formatted(UUID.randomUUID());
            }
            if (path.startsWith("/api/v2/quotations/")) {
                return QUOTATION.formatted(path.substring("/api/v2/quotations/".length()));
            }
            return path.endsWith("/ramps") ? NOTHING_FOUND : LOGIN;
        }
    }
}
