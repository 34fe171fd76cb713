package io.pasarela.contracts.problems;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem document, media type {@value #MEDIA_TYPE} (RFC 9457).
 *
 * @param type a URN per code; RFC 9457 allows any URI, and this one needs no server
 * @param detail for the developer, in English
 * @param userMessage for the person, in the language of {@code Accept-Language} (es, en or pt)
 * @param retryAfter seconds until a retry makes sense, also in the {@code Retry-After} header
 * @param errors every bad field
 * @param extensions members of this problem only (RFC 9457, section 3.2), written beside the others
 */
public record Problem(
        String type,
        String title,
        int status,
        ProblemCode code,
        String detail,
        String userMessage,
        boolean retryable,
        @Nullable Long retryAfter,
        ProblemCode.@Nullable NextAction nextAction,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> errors,
        @JsonAnyGetter Map<String, Object> extensions) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(
            ProblemCode code, String detail, String userMessage, @Nullable Long retryAfter, List<Fault> errors) {
        return of(code, detail, userMessage, retryAfter, errors, Map.of());
    }

    public static Problem of(
            ProblemCode code,
            String detail,
            String userMessage,
            @Nullable Long retryAfter,
            List<Fault> errors,
            Map<String, Object> extensions) {
        return new Problem(
                "urn:pasarela:problem:"
                        + code.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                code.title(),
                code.status(),
                code,
                detail,
                userMessage,
                code.isRetryable(),
                retryAfter,
                code.nextAction(),
                List.copyOf(errors),
                Map.copyOf(extensions));
    }
}
