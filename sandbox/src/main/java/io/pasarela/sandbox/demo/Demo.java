package io.pasarela.sandbox.demo;

import io.vertx.core.json.JsonObject;
import java.net.URI;

/**
 * A customer to try things out with, onboarded through the gateway's own API as an application would do it.
 *
 * @param externalId the application's own id of Ana Rojas, the subject of her tokens
 * @param userId Ana Rojas, a person from Bogota
 * @param walletId receives USDC on Polygon
 * @param speiId a bank account in Mexico
 * @param pseId a bank account in Colombia
 */
public record Demo(String externalId, String userId, String walletId, String speiId, String pseId) {

    /**
     * @param token of a client that may write users
     * @param suffix makes the external ids unique where earlier runs left theirs in the database
     */
    public static Demo onboard(URI door, String token, String suffix) {
        try (var api = new JsonApi(door, token)) {
            String userId = api.post("/api/v2/users", ana(suffix)).getString("id");
            return new Demo(
                    "ana" + suffix,
                    userId,
                    account(api, userId, wallet(suffix)),
                    account(api, userId, spei(suffix)),
                    account(api, userId, pse(suffix)));
        }
    }

    private static String account(JsonApi api, String userId, JsonObject account) {
        return api.post("/api/v2/accounts", account.put("userId", userId)).getString("id");
    }

    private static JsonObject ana(String suffix) {
        return new JsonObject()
                .put("externalId", "ana" + suffix)
                .put("type", "PERSON")
                .put("firstName", "Ana")
                .put("lastName", "Rojas")
                .put("dateOfBirth", "1991-02-03")
                .put("email", "ana@example.com")
                .put("phone", "+573001112233")
                .put(
                        "address",
                        new JsonObject()
                                .put("street1", "Cl 1")
                                .put("city", "Bogota")
                                .put("state", "DC")
                                .put("zipCode", "110111")
                                .put("countryCode", "CO"))
                .put(
                        "document",
                        new JsonObject()
                                .put("type", "NUIP")
                                .put("number", "1020304050")
                                .put("issuedCountryCode", "CO"));
    }

    private static JsonObject wallet(String suffix) {
        return new JsonObject()
                .put("externalId", "ana-wallet" + suffix)
                .put("type", "WALLET")
                .put("currency", "USDC")
                .put("network", "POLYGON")
                .put("address", "0x52908400098527886E0F7030069857D2E4169EE7");
    }

    private static JsonObject spei(String suffix) {
        return new JsonObject()
                .put("externalId", "ana-spei" + suffix)
                .put("type", "SPEI")
                .put("clabe", "032180000118359719");
    }

    private static JsonObject pse(String suffix) {
        return new JsonObject()
                .put("externalId", "ana-pse" + suffix)
                .put("type", "PSE")
                .put("accountNumber", "1234567890")
                .put("bankCode", "007")
                .put("accountType", "savings");
    }
}
