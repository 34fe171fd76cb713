package io.pasarela.sandbox.killb.customer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.run.Duplicates;
import io.pasarela.sandbox.killb.run.Run;
import io.pasarela.sandbox.killb.run.Stats.Counter;
import io.pasarela.sandbox.killb.webhook.Deliveries;
import io.pasarela.sandbox.killb.wire.Api;
import io.pasarela.sandbox.killb.wire.Call;
import io.pasarela.sandbox.killb.wire.ErrorCode;
import io.pasarela.sandbox.killb.wire.Fields;
import io.pasarela.sandbox.killb.wire.Json;
import io.pasarela.sandbox.killb.wire.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The account API. A new account is ACTIVE at once; GET answers 201, as KillB declares it. */
public final class Accounts {
    private static final List<String> STATUSES = List.of("ACTIVE", "PENDING", "REJECTED", "INACTIVE");

    private final Run run;
    private final Users users;
    private final Deliveries deliveries;
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Map<String, Account> byExternalId = new LinkedHashMap<>();

    public Accounts(Run run, Users users, Deliveries deliveries) {
        this.run = run;
        this.users = users;
        this.deliveries = deliveries;
    }

    public void routes(Api api) {
        api.on("POST /accounts", 201, this::create);
        api.on("GET /accounts", 201, this::list);
        api.on("GET /accounts/userId/{userId}", 201, this::ofUser);
        api.on("GET /accounts/{id}", 201, call -> existing(call.path("id")).toJson());
        api.on("PATCH /accounts/{id}", 201, this::update);
        api.on("DELETE /accounts/{id}", 200, this::delete);
    }

    /**
     * The account with this id.
     *
     * @throws io.pasarela.sandbox.killb.wire.ApiError ACCOUNT.0001 when there is none with this id
     */
    public Account existing(String id) {
        Account account = accounts.get(id);
        if (account == null) {
            throw ErrorCode.ACCOUNT_NOT_FOUND.with("accountId", id);
        }
        return account;
    }

    /** For the control API: what verification would decide. Sends an ACCOUNT webhook. */
    public ObjectNode decide(String id, ObjectNode decision) {
        Account account = existing(id);
        Fields fields = Fields.of(decision);
        String status = fields.oneOf("status", STATUSES);
        fields.check();
        account.status(status);
        return changed(account);
    }

    private ObjectNode create(Call call) {
        ObjectNode body = call.body();
        Fields fields = Fields.of(body);
        String type = fields.oneOf("type", AccountRules.TYPES);
        String userId = fields.optionalText("userId");
        String externalId = fields.optionalText("externalId");
        AccountRules.account(fields.in("data"), type);
        fields.check();
        ObjectNode data = (ObjectNode) body.get("data");
        AccountRules.checkWithTheWorld(type, data);
        if (userId != null) {
            users.existing(userId);
        }
        Account first = externalId == null ? null : byExternalId.get(externalId);
        if (first != null) {
            return answerAgain(first, externalId);
        }
        Account account = new Account(run.newId("account"), userId, type, externalId, data, run.now());
        accounts.put(account.id(), account);
        if (externalId != null) {
            byExternalId.put(externalId, account);
        }
        run.stats().count(Counter.ACCOUNTS);
        deliveries.publish("ACCOUNT", "CREATE", account.id(), account.toJson());
        return account.toJson();
    }

    private ObjectNode answerAgain(Account first, @Nullable String externalId) {
        if (run.behaviour().duplicates() == Duplicates.CONFLICT) {
            throw ErrorCode.ACCOUNT_EXISTS.with("externalId", String.valueOf(externalId));
        }
        return first.toJson();
    }

    private ObjectNode list(Call call) {
        List<Account> chosen = accounts.values().stream()
                .filter(account -> Filter.matches(call.queries(), account.toJson(), account.data()))
                .toList();
        return Page.of("accounts", chosen, call, Account::listed);
    }

    private ArrayNode ofUser(Call call) {
        String userId = users.existing(call.path("userId")).id();
        return Json.array(accounts.values().stream()
                .filter(account -> userId.equals(account.userId()))
                .map(Account::toJson)
                .toList());
    }

    private ObjectNode update(Call call) {
        Account account = existing(call.path("id"));
        ObjectNode body = call.body();
        Fields fields = Fields.of(body);
        fields.oneOf("type", List.of(account.type()));
        fields.in("data");
        fields.check();
        ObjectNode changes = (ObjectNode) body.get("data");
        ObjectNode merged = account.data().deepCopy().setAll(changes);
        Fields whole = Fields.of(merged).as("data");
        AccountRules.account(whole, account.type());
        whole.check();
        AccountRules.checkWithTheWorld(account.type(), merged);
        account.data().setAll(changes);
        return changed(account);
    }

    private ObjectNode changed(Account account) {
        account.changed(run.now());
        deliveries.publish("ACCOUNT", "UPDATE", account.id(), account.toJson());
        return account.toJson();
    }

    private @Nullable JsonNode delete(Call call) {
        Account account = existing(call.path("id"));
        accounts.remove(account.id());
        if (account.externalId() != null) {
            byExternalId.remove(account.externalId());
        }
        deliveries.publish("ACCOUNT", "DELETE", account.id(), account.toJson());
        return null;
    }
}
