package io.pasarela.operations.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Calls over HTTP, with bounded patience. */
final class Http {

    static final ObjectMapper JSON = Wire.mapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final Clocks clocks;

    /** @param clocks told of every answer's {@code Date} */
    Http(Clocks clocks) {
        this.clocks = clocks;
    }

    /** An answer. @param body what it is as JSON; missing when it is none */
    record Answer(int status, JsonNode body) {}

    /** @param headers names and values */
    Answer get(String whose, URI uri, String... headers) {
        return send(whose, request(uri, headers).GET());
    }

    Answer post(String whose, URI uri, String body, String... headers) {
        return send(
                whose,
                request(uri, headers).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(URI uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        return headers.length == 0 ? request : request.headers(headers);
    }

    // What is there answers; whoever is away is an IOException, which the check turns into a row.
    private Answer send(String whose, HttpRequest.Builder request) {
        HttpRequest what = request.build();
        try {
            Instant before = Instant.now();
            HttpResponse<String> answer = client.send(what, HttpResponse.BodyHandlers.ofString());
            date(answer).ifPresent(date -> clocks.saw(whose, date, before, Instant.now()));
            return new Answer(answer.statusCode(), json(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException("%s does not answer".formatted(what.uri()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    // In whole seconds: what it says is half a second ago on average.
    private static Optional<Instant> date(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("Date")
                .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date))
                        .plusMillis(500));
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException _) {
            return JSON.missingNode();
        }
    }
}
