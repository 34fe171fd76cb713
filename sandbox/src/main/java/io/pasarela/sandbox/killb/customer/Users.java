package io.pasarela.sandbox.killb.customer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.run.Duplicates;
import io.pasarela.sandbox.killb.run.Run;
import io.pasarela.sandbox.killb.run.Stats.Counter;
import io.pasarela.sandbox.killb.webhook.Deliveries;
import io.pasarela.sandbox.killb.wire.Api;
import io.pasarela.sandbox.killb.wire.Call;
import io.pasarela.sandbox.killb.wire.ErrorCode;
import io.pasarela.sandbox.killb.wire.Fields;
import io.pasarela.sandbox.killb.wire.Page;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The user API. A new user is ACTIVE at L1, as in KillB's sandbox; one whose first name is {@code Pending} waits at L0 until the
 * control API lets it in. An e-mail address that begins with {@code taken@} belongs to somebody else already.
 */
public final class Users {
    private static final List<String> STATUSES = List.of("ACTIVE", "PENDING", "REJECTED", "SUSPENDED");

    private final Run run;
    private final Customer customer;
    private final Deliveries deliveries;
    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<String, User> byExternalId = new LinkedHashMap<>();

    public Users(Run run, Customer customer, Deliveries deliveries) {
        this.run = run;
        this.customer = customer;
        this.deliveries = deliveries;
    }

    public void routes(Api api) {
        api.on("POST /users", 201, this::create);
        api.on("GET /users", 200, this::list);
        api.on("POST /users/person/document", 201, this::document);
        api.on("POST /users/company/document", 201, this::document);
        api.on("GET /users/{id}", 200, call -> existing(call.path("id")).toJson());
        api.on("PATCH /users/{id}", 200, this::update);
        api.on("DELETE /users/{id}", 200, this::delete);
    }

    /**
     * The user with this id.
     *
     * @throws io.pasarela.sandbox.killb.wire.ApiError USER.0001 when there is none with this id
     */
    public User existing(String id) {
        User user = users.get(id);
        if (user == null) {
            throw ErrorCode.USER_NOT_FOUND.with("userId", id);
        }
        return user;
    }

    /** For the control API: what compliance would decide. Sends a USER webhook. */
    public ObjectNode decide(String id, ObjectNode decision) {
        User user = existing(id);
        Fields fields = Fields.of(decision);
        String status = fields.has("status") ? fields.oneOf("status", STATUSES) : user.status();
        String level = fields.has("accessLevel")
                ? fields.oneOf("accessLevel", KycLevel.NAMES)
                : user.level().name();
        fields.check();
        user.standing(status, KycLevel.valueOf(level));
        return changed(user);
    }

    private ObjectNode create(Call call) {
        Fields fields = Fields.of(call.body());
        String type = fields.oneOf("type", PartyRules.USER_TYPES);
        String externalId = fields.optionalText("externalId");
        PartyRules.user(fields.in("data"), type);
        fields.check();
        ObjectNode data = (ObjectNode) call.body().get("data");
        checkAge(data);
        User first = externalId == null ? null : byExternalId.get(externalId);
        if (first != null) {
            return answerAgain(first, externalId);
        }
        if (data.path("email").asText().startsWith("taken@")) {
            throw ErrorCode.EMAIL_EXISTS.with("email", data.path("email").asText());
        }
        User user = new User(run.newId("user"), customer.id(), type, externalId, data, run.now());
        if (data.path("firstName").asText().equals("Pending")) {
            user.standing("PENDING", KycLevel.L0);
        }
        users.put(user.id(), user);
        if (externalId != null) {
            byExternalId.put(externalId, user);
        }
        run.stats().count(Counter.USERS);
        deliveries.publish("USER", "CREATE", user.id(), user.toJson());
        return user.toJson();
    }

    private ObjectNode answerAgain(User first, @Nullable String externalId) {
        if (run.behaviour().duplicates() == Duplicates.CONFLICT) {
            throw ErrorCode.USER_EXISTS.with("externalId", String.valueOf(externalId));
        }
        return first.toJson();
    }

    private void checkAge(ObjectNode data) {
        String birth = data.path("dateOfBirth").asText();
        LocalDate today = LocalDate.ofInstant(run.now(), ZoneOffset.UTC);
        if (PartyRules.isDate(birth) && LocalDate.parse(birth).plusYears(18).isAfter(today)) {
            throw ErrorCode.USER_UNDERAGE.with("dateOfBirth", birth);
        }
    }

    private ObjectNode list(Call call) {
        String type = call.query("type");
        if (type == null || !PartyRules.USER_TYPES.contains(type)) {
            throw ErrorCode.INVALID_INPUT
                    .with("type", String.valueOf(type))
                    .saying("type must be one of the following values: " + String.join(", ", PartyRules.USER_TYPES));
        }
        List<User> chosen = users.values().stream()
                .filter(user -> Filter.matches(call.queries(), user.toJson(), user.data()))
                .toList();
        return Page.of("users", chosen, call, User::toJson);
    }

    /** The body is the changed part of {@code data} itself. */
    private ObjectNode update(Call call) {
        User user = existing(call.path("id"));
        ObjectNode merged = user.data().deepCopy().setAll(call.body());
        Fields fields = Fields.of(merged);
        PartyRules.user(fields, user.type());
        fields.check();
        checkAge(merged);
        user.data().setAll(call.body());
        return changed(user);
    }

    private ObjectNode changed(User user) {
        user.changed(run.now());
        deliveries.publish("USER", "UPDATE", user.id(), user.toJson());
        return user.toJson();
    }

    private @Nullable JsonNode delete(Call call) {
        User user = existing(call.path("id"));
        users.remove(user.id());
        if (user.externalId() != null) {
            byExternalId.remove(user.externalId());
        }
        deliveries.publish("USER", "DELETE", user.id(), user.toJson());
        return null;
    }

    private @Nullable JsonNode document(Call call) {
        Fields fields = Fields.of(call.form());
        String userId = fields.text("userId");
        fields.text("documentType");
        fields.text("frontDocument");
        fields.check();
        existing(userId);
        return null;
    }
}
