package io.pasarela.providers.killb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.providers.AccountProvider;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.UserProvider;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users by {@code /users}, payout accounts by {@code /accounts}. Our key travels as KillB's {@code externalId}. */
@ApplicationScoped
class KillbOnboarding implements UserProvider, AccountProvider {

    private static final List<String> HOLDER_FIELDS =
            List.of("firstName", "middleName", "lastName", "companyName", "email", "phone", "document");

    /** Where the accounts of a type are, as KillB's account reference says. */
    private static final Map<String, String> COUNTRIES = Map.ofEntries(
            Map.entry("SPEI", "MX"),
            Map.entry("PSE", "CO"),
            Map.entry("BREB", "CO"),
            Map.entry("TRANSFIYA", "CO"),
            Map.entry("ACH", "US"),
            Map.entry("WIRE", "US"),
            Map.entry("PIX", "BR"),
            Map.entry("CCI", "PE"),
            Map.entry("SINPE", "CR"),
            Map.entry("SPI", "UY"),
            Map.entry("SPI_PY", "PY"),
            Map.entry("SPI_DO", "DO"));

    private final KillbApi api;

    KillbOnboarding(KillbApi api) {
        this.api = api;
    }

    @Override
    public String name() {
        return Killb.NAME;
    }

    @Override
    public Uni<ProviderUser> createUser(String key, UserData data) {
        ObjectNode request =
                KillbReading.JSON.createObjectNode().put("type", data.type()).put("externalId", key);
        request.set("data", data.details());
        return api.post(KillbOperation.CREATE_USER, "/users", KillbReading.bytes(request))
                .invoke(KillbOnboarding::requireId)
                .map(KillbReading::user);
    }

    @Override
    public Uni<Optional<ProviderUser>> findUserByKey(String key, String type) {
        return api.get(
                        KillbOperation.FIND_USER,
                        "/users?page=1&limit=10&type=%s&externalId=%s".formatted(encoded(type), encoded(key)))
                .map(json -> withKey(json.path("users"), key).map(KillbReading::user));
    }

    @Override
    public Uni<ProviderUser> getUser(String providerUserId) {
        return api.get(KillbOperation.READ_USER, "/users/" + encoded(providerUserId))
                .invoke(json -> KillbReading.required(
                        providerUserId.equals(KillbReading.text(json, "id")) && json.hasNonNull("accessLevel"),
                        "the user's id or level"))
                .map(KillbReading::user);
    }

    /** KillB wants the holder's name, contact and document with every account; they are read from the user, not kept by us. */
    @Override
    public Uni<ProviderAccount> createAccount(String key, AccountData data) {
        return api.get(KillbOperation.READ_USER, "/users/" + encoded(data.providerUserId()))
                .flatMap(user -> {
                    ObjectNode request = KillbReading.JSON
                            .createObjectNode()
                            .put("type", data.type())
                            .put("userId", data.providerUserId())
                            .put("externalId", key);
                    request.set("data", holder(user.path("data"), data.type()).setAll(ownFields(data.details())));
                    return api.post(KillbOperation.CREATE_ACCOUNT, "/accounts", KillbReading.bytes(request))
                            .invoke(KillbOnboarding::requireId)
                            .map(KillbOnboarding::account);
                });
    }

    @Override
    public Uni<Optional<ProviderAccount>> findAccountByKey(String key, String providerUserId) {
        return api.get(KillbOperation.FIND_ACCOUNT, "/accounts/userId/" + encoded(providerUserId))
                .map(json -> withKey(json, key).map(KillbOnboarding::account));
    }

    static ProviderAccount account(JsonNode json) {
        return new ProviderAccount(
                json.path("id").asText(),
                json.path("status").asText("PENDING"),
                KillbReading.instant(json, "updatedAt"));
    }

    private static void requireId(JsonNode created) {
        if (KillbReading.text(created, "id") == null) {
            throw new ProviderFailure.Uncertain("KillB's answer to the creation names nothing", null);
        }
    }

    private static ObjectNode holder(JsonNode person, String accountType) {
        ObjectNode holder = KillbReading.JSON.createObjectNode();
        for (String field : HOLDER_FIELDS) {
            if (person.hasNonNull(field)) {
                holder.set(field, person.get(field));
            }
        }
        // The country is the account's: a Colombian may well hold a CLABE. A wallet lies nowhere.
        String country = COUNTRIES.get(accountType);
        return country == null ? holder : holder.put("countryCode", country);
    }

    // Our accountType is KillB's data.type: savings or checking.
    private static ObjectNode ownFields(ObjectNode details) {
        ObjectNode fields = details.deepCopy();
        JsonNode accountType = fields.remove("accountType");
        if (accountType != null) {
            fields.set("type", accountType);
        }
        return fields;
    }

    private static Optional<JsonNode> withKey(JsonNode list, String key) {
        for (JsonNode item : list) {
            if (key.equals(item.path("externalId").asText())) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
