package io.pasarela.providers.webhook;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pasarela.providers.webhook.json.JsonFields;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;

/** Every ready-made scheme whose provider signs with a key of its own. */
class KeyPairFuzzTest {

    private static final List<VerificationFuzz> SCHEMES = Senders.WITH_A_KEY_PAIR.stream()
            .map(name -> new VerificationFuzz(name, sameBody(name)))
            .toList();

    @FuzzTest
    void onlyWhatWasSignedIsBelieved(FuzzedDataProvider data) {
        data.pickValue(SCHEMES).round(data);
    }

    private static BiPredicate<byte[], byte[]> sameBody(String name) {
        return switch (name) {
            case "ramp-network" -> (sent, received) -> Arrays.equals(sent, JsonFields.sorted(received));
            // PayPal signs no more of the body than this.
            case "paypal" -> (sent, received) -> Senders.crc32(sent) == Senders.crc32(received);
            default -> Arrays::equals;
        };
    }
}
