package io.pasarela.providers.killb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.ProviderFailure.Refused;
import io.pasarela.providers.ProviderFailure.Refused.Reason;
import io.pasarela.providers.ProviderFailure.Unavailable;
import io.pasarela.providers.ProviderFailure.Uncertain;
import io.pasarela.providers.killb.KillbApi.Lost;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides what an answer of KillB, or the lack of one, means. Error bodies are
 * {@code {errorCode, message[], statusCode, arguments[]}} (docs.killb.com, resources/error-handling).
 */
final class KillbErrors {

    /** Words of a proxy that gave up waiting: they say nothing about what was done. */
    private static final Set<Integer> NO_VERDICT = Set.of(408, 425, 499);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** No wait longer than this is believed. */
    private static final Duration RETRY_AFTER_MAX = Duration.ofMinutes(10);

    private KillbErrors() {}

    /** The body of a success. Anything else is thrown as a {@link ProviderFailure}. */
    static JsonNode bodyOrFailure(HttpResponse<Buffer> response, Lost lost) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return parsed(response, lost);
        }
        if (status == 429) {
            throw new Unavailable("KillB limits our rate", retryAfter(response), null);
        }
        if (status == 401 || status == 403) {
            throw new Unavailable("KillB refuses our credentials with " + status, Duration.ofSeconds(30), null);
        }
        if (status >= 400 && status < 500 && !(lost == Lost.DOUBTFUL && NO_VERDICT.contains(status))) {
            throw refused(response);
        }
        throw doubt("KillB answered " + status, null, lost, retryAfter(response));
    }

    /** What a request that got no answer has become. */
    static ProviderFailure lost(Throwable cause, Lost lost) {
        if (cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof SSLHandshakeException
                || cause instanceof ConnectionPoolTooBusyException) {
            return new Unavailable("KillB cannot be reached: " + cause.getMessage(), RETRY_AFTER, cause);
        }
        return doubt("KillB did not answer: " + cause.getMessage(), cause, lost, RETRY_AFTER);
    }

    private static ProviderFailure doubt(String message, @Nullable Throwable cause, Lost lost, Duration retryAfter) {
        return lost == Lost.DOUBTFUL ? new Uncertain(message, cause) : new Unavailable(message, retryAfter, cause);
    }

    private static JsonNode parsed(HttpResponse<Buffer> response, Lost lost) {
        Buffer body = response.body();
        if (body == null || body.length() == 0) {
            return MissingNode.getInstance();
        }
        try {
            return KillbReading.JSON.readTree(body.getBytes());
        } catch (IOException e) {
            throw doubt("KillB's answer cannot be read", e, lost, RETRY_AFTER);
        }
    }

    private static Refused refused(HttpResponse<Buffer> response) {
        JsonNode body = MissingNode.getInstance();
        try {
            body = KillbReading.JSON.readTree(
                    response.body() == null ? new byte[0] : response.body().getBytes());
        } catch (IOException _) {
            // A refusal is a refusal, whatever its text: a proxy's HTML page has no error code.
        }
        String code = body.path("errorCode").asText("").toUpperCase(Locale.ROOT).replaceFirst("^API_", "");
        List<String> messages = new ArrayList<>();
        if (body.path("message").isArray()) {
            body.path("message").forEach(m -> messages.add(m.asText()));
        } else {
            messages.add(body.path("message").asText("status " + response.statusCode()));
        }
        List<Fault> faults = new ArrayList<>();
        body.path("arguments")
                .forEach(a -> faults.add(new Fault(
                        a.path("key").asText(""),
                        "REFUSED_BY_PROVIDER",
                        a.path("value").asText(""))));
        return new Refused(
                reason(code, response.statusCode(), messages), code + " " + String.join("; ", messages), faults);
    }

    private static Reason reason(String code, int status, List<String> messages) {
        return switch (code) {
            case "RAMP.0001" ->
                messages.toString().toLowerCase(Locale.ROOT).contains("used")
                        ? Reason.QUOTATION_USED
                        : Reason.QUOTATION_EXPIRED;
            case "RAMP.0002" -> Reason.INSUFFICIENT_FUNDS;
            case "RAMP.0003" -> Reason.LIMIT_EXCEEDED;
            case "RAMP.0004", "ACCOUNT.0002", "ACCOUNT.0003" -> Reason.ACCOUNT_INVALID;
            case "USER.0001", "ACCOUNT.0001" -> Reason.NOT_FOUND;
            case "USER.0003" -> Reason.DUPLICATE;
            case "USER.0002", "USER.0004", "INVALID.INPUT" -> Reason.INVALID_REQUEST;
            default ->
                switch (status) {
                    case 404 -> Reason.NOT_FOUND;
                    case 409 -> Reason.DUPLICATE;
                    case 400, 422 -> Reason.INVALID_REQUEST;
                    default -> Reason.OTHER;
                };
        };
    }

    private static Duration retryAfter(HttpResponse<Buffer> response) {
        try {
            String seconds = response.getHeader("Retry-After");
            if (seconds != null) {
                return bounded(Duration.ofSeconds(Long.parseLong(seconds.trim())));
            }
            String reset = response.getHeader("X-RateLimit-Reset");
            if (reset != null) {
                return bounded(Duration.between(Instant.now(), Instant.ofEpochSecond(Long.parseLong(reset.trim()))));
            }
        } catch (NumberFormatException | ArithmeticException _) {
            // An unreadable hint is no hint.
        }
        return RETRY_AFTER;
    }

    private static Duration bounded(Duration stated) {
        if (stated.compareTo(Duration.ofSeconds(1)) < 0) {
            return Duration.ofSeconds(1);
        }
        return stated.compareTo(RETRY_AFTER_MAX) > 0 ? RETRY_AFTER_MAX : stated;
    }
}
