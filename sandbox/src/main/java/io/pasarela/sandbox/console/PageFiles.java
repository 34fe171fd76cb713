package io.pasarela.sandbox.console;

import io.pasarela.sandbox.door.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of the page, from the jar, with headers that let a browser load nothing else. */
final class PageFiles {
    /** Small folders and small names: nothing that could lead out of the page's own folder. */
    private static final Pattern NAME = Pattern.compile("([a-z0-9-]+/)?[a-z0-9-]+\\.(html|css|js|json|svg)");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml");

    /** Scripts, styles and answers of this origin; no inline script or style, no text that becomes markup, nobody's frame. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'; trusted-types 'none'";

    private final Map<String, Optional<Buffer>> read = new ConcurrentHashMap<>();

    void index(RoutingContext call) {
        answer(call, "index.html");
    }

    /** What follows {@code /console/}. */
    void file(RoutingContext call) {
        answer(call, call.request().path().substring("/console/".length()));
    }

    private void answer(RoutingContext call, String name) {
        Matcher known = NAME.matcher(name);
        Optional<Buffer> content = known.matches() ? read.computeIfAbsent(name, PageFiles::read) : Optional.empty();
        if (content.isEmpty()) {
            Problem.noSuchPath(call.request().path()).answer(call.response());
            return;
        }
        secure(call.response())
                .putHeader("Content-Type", TYPES.get(known.group(2)))
                .putHeader("Cache-Control", "no-cache")
                .end(content.get());
    }

    private static HttpServerResponse secure(HttpServerResponse response) {
        return response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static Optional<Buffer> read(String name) {
        try (InputStream file = PageFiles.class.getResourceAsStream("page/" + name)) {
            return file == null ? Optional.empty() : Optional.of(Buffer.buffer(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
