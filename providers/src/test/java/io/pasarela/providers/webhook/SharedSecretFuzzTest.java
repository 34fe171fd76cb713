package io.pasarela.providers.webhook;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.providers.webhook.json.JsonFields;
import java.util.Arrays;
import java.util.List;

/** Every ready-made scheme with a shared secret. */
class SharedSecretFuzzTest {

    private static final List<VerificationFuzz> SCHEMES = Senders.WITH_A_SHARED_SECRET.stream()
            .map(name ->
                    new VerificationFuzz(name, name.equals("adyen") ? SharedSecretFuzzTest::sameItems : Arrays::equals))
            .toList();

    @FuzzTest
    void onlyWhatWasSignedIsBelieved(FuzzedDataProvider data) {
        data.pickValue(SCHEMES).round(data);
    }

    /** Adyen signs eight fields of each item; the rest of its body may be anything. */
    private static boolean sameItems(byte[] sent, byte[] received) {
        JsonNode before = JsonFields.tree(sent).at("/notificationItems/0/NotificationRequestItem");
        for (JsonNode item : JsonFields.tree(received).at("/notificationItems")) {
            JsonNode after = item.at("/NotificationRequestItem");
            for (String field : List.of("/pspReference", "/amount/value", "/amount/currency", "/success")) {
                if (!before.at(field).asText().equals(after.at(field).asText())) {
                    return false;
                }
            }
        }
        return true;
    }
}
