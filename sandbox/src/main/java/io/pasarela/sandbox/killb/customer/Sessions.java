package io.pasarela.sandbox.killb.customer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.run.Run;
import io.pasarela.sandbox.killb.run.Stats.Counter;
import io.pasarela.sandbox.killb.wire.Api;
import io.pasarela.sandbox.killb.wire.Call;
import io.pasarela.sandbox.killb.wire.ErrorCode;
import io.pasarela.sandbox.killb.wire.Fields;
import io.pasarela.sandbox.killb.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Logins and their tokens. A refresh token is good once and for 30 days, and logins do not end each other; both are not documented.
 */
public final class Sessions {
    /** At least 8 characters with an upper-case letter, a digit and a special character (KillB's portal page). */
    public static final Pattern STRONG_PASSWORD = Pattern.compile("(?=.*[A-Z])(?=.*\\d)(?=.*[^A-Za-z0-9]).{8,}");

    private static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

    private final Run run;
    private final Customer customer;
    private final String password;
    private final Map<String, Session> byAccessToken = new HashMap<>();
    private final Map<String, Session> byRefreshToken = new HashMap<>();

    private record Session(String accessToken, String refreshToken, Instant issuedAt, Instant expiresAt) {}

    public Sessions(Run run, Customer customer, String password) {
        this.run = run;
        this.customer = customer;
        this.password = password;
    }

    public void routes(Api api) {
        api.open("POST /auth/login", 201, this::login);
        api.open("POST /auth/refresh", 201, this::refresh);
        api.on("GET /auth/me", 200, this::me);
        api.on("POST /auth/logout", 201, this::logout);
    }

    /**
     * Whether the caller has a live access token.
     *
     * @throws io.pasarela.sandbox.killb.wire.ApiError 401 AUTH.0003 without a known token, AUTH.0002 with an old one
     */
    public void check(Call call) {
        session(call);
    }

    private Session session(Call call) {
        Session session = byAccessToken.get(Objects.requireNonNullElse(call.bearerToken(), ""));
        if (session == null) {
            throw ErrorCode.TOKEN_INVALID.error();
        }
        if (!run.now().isBefore(session.expiresAt())) {
            throw ErrorCode.TOKEN_EXPIRED.error();
        }
        return session;
    }

    /** A weak password is refused before the credentials are looked at, as the vendor's SDK tests against the real sandbox. */
    private ObjectNode login(Call call) {
        Fields fields = Fields.of(call.body());
        String email = fields.text("email");
        String given = fields.text("password");
        fields.check();
        if (!STRONG_PASSWORD.matcher(given).matches()) {
            throw ErrorCode.INVALID_INPUT.error().saying("password is not strong enough");
        }
        if (!email.equals(customer.email()) || !given.equals(password)) {
            throw ErrorCode.WRONG_CREDENTIALS.error();
        }
        run.stats().count(Counter.LOGINS);
        return open();
    }

    private ObjectNode refresh(Call call) {
        Fields fields = Fields.of(call.body());
        String token = fields.text("refreshToken");
        fields.check();
        Session old = byRefreshToken.remove(token);
        if (old == null) {
            throw ErrorCode.TOKEN_INVALID.error();
        }
        byAccessToken.remove(old.accessToken());
        if (run.now().isAfter(old.issuedAt().plus(REFRESH_LIFETIME))) {
            throw ErrorCode.TOKEN_EXPIRED.error();
        }
        return open();
    }

    private ObjectNode open() {
        Duration lifetime = run.behaviour().tokenLifetime();
        Session session = new Session(
                "access-" + run.newId("token"),
                "refresh-" + run.newId("token"),
                run.now(),
                run.now().plus(lifetime));
        byAccessToken.put(session.accessToken(), session);
        byRefreshToken.put(session.refreshToken(), session);
        return Json.object()
                .put("accessToken", session.accessToken())
                .put("refreshToken", session.refreshToken())
                .put("expiresIn", lifetime.toMillis());
    }

    private ObjectNode me(Call call) {
        Session session = session(call);
        ObjectNode json = Json.object()
                .put("id", customer.userId())
                .put("email", customer.email())
                .put("customerId", customer.id());
        json.putArray("roles");
        json.putArray("permissions").add("ramp:read").add("ramp:create");
        return json.put("createdAt", Json.time(customer.createdAt()))
                .put("updatedAt", Json.time(customer.createdAt()))
                .put("active", true)
                .put("iat", session.issuedAt().getEpochSecond())
                .put("exp", session.expiresAt().getEpochSecond())
                .put("origin", "API")
                .put("customerName", Customer.NAME);
    }

    private ObjectNode logout(Call call) {
        Session session = session(call);
        byAccessToken.remove(session.accessToken());
        byRefreshToken.remove(session.refreshToken());
        return Json.object().put("success", true).put("message", "Logged out");
    }
}
