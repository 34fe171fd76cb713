package io.pasarela.providers;

import org.jspecify.annotations.Nullable;

/** Reads a provider's webhook. Only ever given a body that was verified. */
public interface WebhookDecoder extends Provider {

    /**
     * What the webhook says.
     *
     * @throws UnreadableWebhook when it says nothing that can be understood; reading it again will not help
     */
    News news(byte[] body);

    /** The inside of a webhook. */
    sealed interface News {

        record OfRamp(RampProvider.ProviderRamp ramp) implements News {}

        record OfUser(UserProvider.ProviderUser user) implements News {}

        record OfAccount(AccountProvider.ProviderAccount account) implements News {}

        /** Money that we keep with the provider may have moved. @param type the provider's own word */
        record OfFunds(String type) implements News {}

        /** Something that Pasarela has no use for, or does not know yet. */
        record Other(String type) implements News {}
    }

    /** A webhook that is genuine and still makes no sense. The message never quotes it. */
    final class UnreadableWebhook extends RuntimeException {
        public UnreadableWebhook(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
