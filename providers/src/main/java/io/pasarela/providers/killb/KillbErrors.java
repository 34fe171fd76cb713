package io.pasarela.providers.killb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.ProviderFailure.Refused;
import io.pasarela.providers.ProviderFailure.Refused.Reason;
import io.pasarela.providers.ProviderFailure.Unavailable;
import io.pasarela.providers.ProviderFailure.Unavailable.Why;
import io.pasarela.providers.ProviderFailure.Uncertain;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * The one place that decides what an answer of KillB, or the lack of one, means. Error bodies are
 * {@code {errorCode, message[], statusCode, arguments[]}} (docs.killb.com, resources/error-handling).
 */
final class KillbErrors {

    /** What a lost answer leaves behind. */
    enum Lost {
        /** Nothing that matters: the request may simply be sent again. */
        HARMLESS,
        /** Doubt: the request may have created something. */
        DOUBTFUL
    }

    /** Words of a proxy that gave up waiting: they say nothing about what was done. */
    private static final Set<Integer> NO_VERDICT = Set.of(408, 425, 499);

    /** When somebody may have mended refused credentials. */
    private static final Duration REFUSED_FOR = Duration.ofSeconds(30);

    /** No wait longer than this is believed. */
    private static final Duration WAIT_MAX = Duration.ofMinutes(10);

    private static final Duration WAIT_MIN = Duration.ofSeconds(1);

    private KillbErrors() {}

    /** The body of a success. Anything else is thrown as a {@link ProviderFailure}. */
    static JsonNode bodyOrFailure(HttpResponse<Buffer> response, Lost lost) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return parsed(response, lost);
        }
        if (status == 429) {
            Duration wait = silence(status, response::getHeader, Instant.now()).orElse(WAIT_MIN);
            throw new Unavailable("KillB limits our rate", Why.RATE_LIMITED, wait, null);
        }
        if (status == 401 || status == 403 && !isAboutSomethingElse(response)) {
            throw new Unavailable("KillB refuses our credentials with " + status, Why.CREDENTIALS, REFUSED_FOR, null);
        }
        if (status >= 400 && status < 500 && !NO_VERDICT.contains(status)) {
            throw refused(response);
        }
        throw doubt("KillB answered " + status, null, lost, Why.FAILED, seconds(response.getHeader("Retry-After")));
    }

    // "Check permissions" (resources/error-handling) may be about what is asked for. Taken for our credentials it would
    // hold back everybody's calls.
    private static boolean isAboutSomethingElse(HttpResponse<Buffer> response) {
        String code = errorCode(errorBody(response));
        return !code.isEmpty() && !code.startsWith("AUTH.");
    }

    /** What a request that got no answer has become. */
    static ProviderFailure lost(Throwable cause, Lost lost) {
        if (cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof SSLHandshakeException
                || cause instanceof ConnectionPoolTooBusyException) {
            return new Unavailable("KillB cannot be reached: " + cause.getMessage(), Why.UNREACHABLE, null, cause);
        }
        Why why = cause instanceof TimeoutException ? Why.TIMED_OUT : Why.FAILED;
        return doubt("KillB did not answer: " + cause.getMessage(), cause, lost, why, null);
    }

    /**
     * How long KillB wants to hear nothing from us: after a 429, or when an answer says that nothing remains of our rate. Until
     * {@code Retry-After} (seconds) or {@code X-RateLimit-Reset} (epoch seconds); docs.killb.com, resources/rate-limits.
     */
    static Optional<Duration> silence(int status, UnaryOperator<@Nullable String> header, Instant now) {
        if (status != 429 && !isZero(header.apply("X-RateLimit-Remaining"))) {
            return Optional.empty();
        }
        Duration stated = status == 429 ? seconds(header.apply("Retry-After")) : null;
        if (stated == null) {
            stated = until(header.apply("X-RateLimit-Reset"), now);
        }
        return stated == null && status != 429 ? Optional.empty() : Optional.of(stated == null ? WAIT_MIN : stated);
    }

    private static ProviderFailure doubt(
            String message, @Nullable Throwable cause, Lost lost, Why why, @Nullable Duration stated) {
        return lost == Lost.DOUBTFUL ? new Uncertain(message, cause) : new Unavailable(message, why, stated, cause);
    }

    private static JsonNode parsed(HttpResponse<Buffer> response, Lost lost) {
        Buffer body = response.body();
        if (body == null || body.length() == 0) {
            return MissingNode.getInstance();
        }
        try {
            return KillbReading.JSON.readTree(body.getBytes());
        } catch (IOException e) {
            throw doubt("KillB's answer cannot be read", e, lost, Why.FAILED, null);
        }
    }

    private static Refused refused(HttpResponse<Buffer> response) {
        JsonNode body = errorBody(response);
        String code = errorCode(body);
        List<String> messages = new ArrayList<>();
        if (body.path("message").isArray()) {
            body.path("message").forEach(m -> messages.add(m.asText()));
        } else {
            messages.add(body.path("message").asText("status " + response.statusCode()));
        }
        Reason reason = reason(code, response.statusCode(), messages);
        List<Fault> faults =
                reason == Reason.EMAIL_USED ? List.of(new Fault("email", reason.name(), "")) : faults(body);
        return new Refused(reason, code + " " + String.join("; ", messages), faults);
    }

    private static List<Fault> faults(JsonNode body) {
        List<Fault> faults = new ArrayList<>();
        body.path("arguments")
                .forEach(a -> faults.add(new Fault(
                        a.path("key").asText(""),
                        "REFUSED_BY_PROVIDER",
                        a.path("value").asText(""))));
        return faults;
    }

    private static JsonNode errorBody(HttpResponse<Buffer> response) {
        try {
            return KillbReading.JSON.readTree(
                    response.body() == null ? new byte[0] : response.body().getBytes());
        } catch (IOException _) {
            // A refusal is a refusal, whatever its text: a proxy's HTML page has no error code.
            return MissingNode.getInstance();
        }
    }

    private static String errorCode(JsonNode body) {
        return body.path("errorCode").asText("").toUpperCase(Locale.ROOT).replaceFirst("^API_", "");
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
            case "USER.0003" -> Reason.EMAIL_USED;
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

    private static boolean isZero(@Nullable String remaining) {
        return remaining != null && remaining.trim().equals("0");
    }

    private static @Nullable Duration seconds(@Nullable String header) {
        Long seconds = number(header);
        return seconds == null ? null : bounded(seconds);
    }

    private static @Nullable Duration until(@Nullable String header, Instant now) {
        Long epochSecond = number(header);
        // The second that is stated has begun when it is over for us.
        return epochSecond == null ? null : bounded(Math.max(0, epochSecond) - now.getEpochSecond());
    }

    private static Duration bounded(long seconds) {
        return Duration.ofSeconds(Math.clamp(seconds, WAIT_MIN.toSeconds(), WAIT_MAX.toSeconds()));
    }

    // An unreadable hint is no hint.
    private static @Nullable Long number(@Nullable String header) {
        try {
            return header == null ? null : (Long) Long.parseLong(header.trim());
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
