package io.pasarela.sandbox.killb.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One request, as an endpoint sees it. */
public final class Call {
    private final RoutingContext context;

    private Call(RoutingContext context) {
        this.context = context;
    }

    public static Call of(RoutingContext context) {
        return new Call(context);
    }

    public String path(String name) {
        String value = context.pathParam(name);
        return value == null ? "" : value;
    }

    /** A query parameter; an empty one counts as absent, as the vendor's SDK sends {@code ?} for no query at all. */
    public @Nullable String query(String name) {
        String value = context.queryParams().get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** All query parameters. */
    public Map<String, String> queries() {
        Map<String, String> all = new TreeMap<>();
        context.queryParams().forEach(all::put);
        return all;
    }

    /**
     * The JSON body.
     *
     * @throws ApiError INVALID.INPUT when the body is not a JSON object
     */
    public ObjectNode body() {
        try {
            byte[] bytes = context.body().buffer() == null
                    ? new byte[0]
                    : context.body().buffer().getBytes();
            if (Json.read(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw ErrorCode.INVALID_INPUT.error().saying("body is not valid JSON");
        }
        throw ErrorCode.INVALID_INPUT.error().saying("body must be a JSON object");
    }

    /** The multipart form as an object, each uploaded file being its name, so that {@link Fields} can check it. */
    public ObjectNode form() {
        ObjectNode form = Json.object();
        context.request().formAttributes().forEach(form::put);
        context.fileUploads().forEach(upload -> form.put(upload.name(), upload.fileName()));
        return form;
    }

    public @Nullable String bearerToken() {
        String header = context.request().getHeader("Authorization");
        return header != null && header.startsWith("Bearer ")
                ? header.substring(7).trim()
                : null;
    }

    /** Whose requests are counted together against the rate limit. */
    String rateLimitKey() {
        String token = bearerToken();
        return token != null ? token : context.request().remoteAddress().host();
    }
}
