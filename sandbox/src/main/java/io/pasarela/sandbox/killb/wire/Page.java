package io.pasarela.sandbox.killb.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * KillB's paging: {@code page} from 1 and {@code limit} in, a named array and {@code totalPage} out. Default (20), maximum (100) and
 * order (oldest first) are not documented and chosen here.
 */
public final class Page {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    private Page() {}

    /**
     * One page of a list.
     *
     * @throws ApiError INVALID.INPUT for a page or limit that is no number in its range
     */
    public static <T> ObjectNode of(String name, List<T> all, Call call, Function<T, ? extends JsonNode> toJson) {
        int limit = number("limit", call.query("limit"), DEFAULT_LIMIT, MAX_LIMIT);
        int page = number("page", call.query("page"), 1, Integer.MAX_VALUE);
        List<? extends JsonNode> items =
                all.stream().skip((page - 1L) * limit).limit(limit).map(toJson).toList();
        ObjectNode answer = Json.object();
        answer.set(name, Json.array(items));
        return answer.put("totalPage", Math.ceilDiv(all.size(), limit));
    }

    private static int number(String name, @Nullable String text, int otherwise, int max) {
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[1-9]\\d{0,8}") || Integer.parseInt(text) > max) {
            throw ErrorCode.INVALID_INPUT.with(name, text).saying(name + " must be a whole number from 1 to " + max);
        }
        return Integer.parseInt(text);
    }
}
