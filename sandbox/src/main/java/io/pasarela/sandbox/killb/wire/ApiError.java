package io.pasarela.sandbox.killb.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A refusal in KillB's documented body: {@code errorCode}, {@code message[]}, {@code statusCode} (a string) and
 * {@code arguments[]}. A 500 has no {@code errorCode} (KillB's InternalServerErrorResponse).
 */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final int status;
    private final List<String> messages = new ArrayList<>();
    private final List<Argument> arguments = new ArrayList<>();

    private record Argument(String key, String value) {}

    ApiError(ErrorCode code) {
        this(code, code.status());
    }

    ApiError(ErrorCode code, int status) {
        super(code.text(), null, false, false);
        this.code = code;
        this.status = status;
    }

    public ApiError and(String key, String value) {
        arguments.add(new Argument(key, value));
        return this;
    }

    /** Replaces the usual text of the code; may be called once per text. */
    public ApiError saying(String message) {
        messages.add(message);
        return this;
    }

    public int status() {
        return status;
    }

    public ObjectNode body() {
        ObjectNode body = Json.object();
        if (status != 500) {
            body.put("errorCode", code.code());
        }
        ArrayNode texts = body.putArray("message");
        (messages.isEmpty() ? List.of(code.text()) : messages).forEach(texts::add);
        body.put("statusCode", Integer.toString(status));
        if (status != 500) {
            ArrayNode list = body.putArray("arguments");
            arguments.forEach(it -> list.addObject().put("key", it.key()).put("value", it.value()));
        }
        return body;
    }
}
