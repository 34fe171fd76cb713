package io.pasarela.system.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.sandbox.demo.Demo;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The gateway endpoints as a developer calls them: plain HTTP and JSON. */
public final class Gateway {

    public static final ObjectMapper JSON = Wire.mapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI door;
    private final String token;

    public Gateway(URI door, String token) {
        this.door = door;
        this.token = token;
    }

    /** An answer. */
    public record Answer(int status, JsonNode body, java.net.http.HttpHeaders headers) {
        public String text(String field) {
            return body.path(field).asText();
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()), response.headers());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(door + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    public Answer quote(String from, String to, String amount, String cashIn, String cashOut) {
        return post("/api/v2/quotations", """
                {"fromCurrency":"%s","toCurrency":"%s","amount":"%s","cashInMethod":"%s","cashOutMethod":"%s"}
                """.formatted(from, to, amount, cashIn, cashOut));
    }

    /** A quotation of pesos into coins on Polygon, which everybody's wallet takes. */
    public String quotationId() {
        return quote("MXN", "USDC", "1500.00", "SPEI", "POLYGON").text("id");
    }

    public Answer ramp(String quotationId, String userId, String accountId, String externalId) {
        return post("/api/v2/ramps", rampRequest(quotationId, userId, accountId, externalId));
    }

    /** A ramp of that user, from a fresh quotation into its wallet. */
    public Answer ramp(Demo user, String externalId) {
        return ramp(quotationId(), user.userId(), user.walletId(), externalId);
    }

    public static String rampRequest(String quotationId, String userId, String accountId, String externalId) {
        return """
               {"quotationId":"%s","userId":"%s","accountId":"%s","externalId":"%s"}
               """.formatted(quotationId, userId, accountId, externalId);
    }

    /** A stream that is opened without the token. @param headers names and values */
    public NoticeReader streamWithout(String query, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(door + "/api/v2/notifications/stream" + query));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return NoticeReader.open(HTTP, request.timeout(Duration.ofMinutes(5)));
    }

    public String token() {
        return token;
    }

    public NoticeReader stream(String query) {
        return NoticeReader.open(
                HTTP, request("/api/v2/notifications/stream" + query).timeout(Duration.ofMinutes(5)));
    }
}
