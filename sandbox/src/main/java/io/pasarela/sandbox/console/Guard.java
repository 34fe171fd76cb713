package io.pasarela.sandbox.console;

import io.pasarela.sandbox.door.Problem;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites out of what the sandbox offers to its own page. A browser sends requests to this machine for any site that asks it
 * to; what such a request cannot do is state our header without asking first, hide where it comes from, or carry our host name when
 * it was made for another one (DNS rebinding).
 */
final class Guard {
    /** A header that no form, image or simple request can carry; its value does not matter. */
    static final String HEADER = "X-Pasarela-Console";

    private static final Pattern THIS_MACHINE = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]{1,5})?");

    private Guard() {}

    /** Why a request for the page's own files is refused, if it is. */
    static Optional<Problem> refusesPage(HttpServerRequest request) {
        String host = request.getHeader("Host");
        if (host == null || !THIS_MACHINE.matcher(host).matches()) {
            return Optional.of(Problem.forbidden(
                    421, "Misdirected Request", "The console answers as localhost or 127.0.0.1 only."));
        }
        return Optional.empty();
    }

    /**
     * Why a request for what lies under {@code /sandbox} is refused, if it is.
     *
     * @param stream whether it is read by an EventSource, which cannot state our header
     */
    static Optional<Problem> refusesCall(HttpServerRequest request, boolean stream) {
        Optional<Problem> misdirected = refusesPage(request);
        if (misdirected.isPresent()) {
            return misdirected;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        boolean says = stream ? "same-origin".equals(site) : request.getHeader(HEADER) != null;
        boolean foreign =
                (site != null && !site.equals("same-origin")) || isForeign(request, request.getHeader("Origin"));
        return says && !foreign
                ? Optional.empty()
                : Optional.of(Problem.forbidden(
                        403, "Forbidden", "This is for the console's own page; it states " + HEADER + "."));
    }

    private static boolean isForeign(HttpServerRequest request, @Nullable String origin) {
        return origin != null && !origin.equals("http://" + request.getHeader("Host"));
    }
}
