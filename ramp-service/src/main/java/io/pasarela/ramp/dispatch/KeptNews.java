package io.pasarela.ramp.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.providers.AccountProvider.ProviderAccount;
import io.pasarela.providers.RampProvider.ProviderRamp;
import io.pasarela.providers.UserProvider.ProviderUser;
import io.pasarela.providers.WebhookDecoder.News;
import java.io.IOException;
import java.util.Optional;

/**
 * A webhook's news while it waits for its subject: what we understood of it and not the webhook itself, which may carry all that a person
 * ever stated.
 */
final class KeptNews {

    private static final ObjectMapper JSON = Wire.mapper();

    private KeptNews() {}

    /** As it is stored. @param of {@code RAMP}, {@code USER} or {@code ACCOUNT} */
    private record Kept(String of, JsonNode news) {}

    static byte[] written(News news) {
        try {
            return JSON.writeValueAsBytes(
                    switch (news) {
                        case News.OfRamp(ProviderRamp ramp) -> kept("RAMP", withoutNames(ramp));
                        case News.OfUser(ProviderUser user) -> kept("USER", user);
                        case News.OfAccount(ProviderAccount account) -> kept("ACCOUNT", account);
                        case News.OfFunds(String type) -> kept("OTHER", type);
                        case News.Other(String type) -> kept("OTHER", type);
                    });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record is always writable", e);
        }
    }

    /** The news; empty for a webhook that an earlier release has kept as it came. */
    static Optional<News> read(byte[] stored) {
        try {
            Kept kept = JSON.readValue(stored, Kept.class);
            return switch (kept.of()) {
                case "RAMP" -> Optional.of(new News.OfRamp(JSON.treeToValue(kept.news(), ProviderRamp.class)));
                case "USER" -> Optional.of(new News.OfUser(JSON.treeToValue(kept.news(), ProviderUser.class)));
                case "ACCOUNT" -> Optional.of(new News.OfAccount(JSON.treeToValue(kept.news(), ProviderAccount.class)));
                case null, default -> Optional.empty();
            };
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Kept kept(String of, Object news) {
        return new Kept(of, JSON.valueToTree(news));
    }

    private static ProviderRamp withoutNames(ProviderRamp ramp) {
        return new ProviderRamp(
                ramp.id(),
                null,
                ramp.status(),
                ramp.statedStatus(),
                ramp.fromAmount(),
                ramp.toAmount(),
                ramp.depositInstructions(),
                ramp.transferProof(),
                ReasonWords.kept(ramp.reason()),
                ramp.reasonCode(),
                ramp.updatedAt());
    }
}
