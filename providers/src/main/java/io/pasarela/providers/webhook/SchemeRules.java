package io.pasarela.providers.webhook;

import io.pasarela.providers.webhook.SchemeDescriptor.Layout;
import io.pasarela.providers.webhook.SchemeDescriptor.Signature;
import io.pasarela.providers.webhook.SchemeDescriptor.Timestamp;
import io.pasarela.providers.webhook.Template.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a descriptor must hold to make sense. Each fault begins with the setting's name and says what to do. */
final class SchemeRules {

    private SchemeRules() {}

    static void check(SchemeDescriptor descriptor) {
        Signature signature = descriptor.signature();
        boolean inBody = signature.layout() == Layout.BODY_ITEMS;
        require(inBody || signature.header().isPresent(), "signature.header is not set");
        require(
                !inBody
                        || (signature.items().isPresent()
                                && signature.itemSignature().isPresent()),
                "signature.items and signature.item-signature are both needed with the layout BODY_ITEMS");
        boolean named = signature.layout() == Layout.PAIRS || signature.layout() == Layout.VERSIONED;
        require(
                named == signature.versions().map(v -> !v.isEmpty()).orElse(false),
                "signature.versions is needed with the layouts PAIRS and VERSIONED, and with no other");
        require(
                signature.keyFormat().isSecret() == signature.algorithm().isShared(),
                "signature.key-format does not fit signature.algorithm: one is for shared secrets, the other for public keys");
        require(
                signature.keyFormat() != KeyFormat.WHPK || signature.algorithm() == Algorithm.ED25519,
                "signature.key-format WHPK is for ED25519 alone");
        require(
                signature.algorithm() == Algorithm.SHA256 == signature.content().contains("{secret}"),
                "signature.content has {secret} in it exactly when signature.algorithm is SHA256");
        boolean timed = signature.content().contains("{timestamp}");
        require(
                timed == descriptor.timestamp().isPresent(),
                "signature.content has {timestamp} in it exactly when there is a timestamp: one that is not signed proves nothing");
        require(
                descriptor.timestamp().isEmpty()
                        || descriptor.timestamp().get().header().isPresent()
                        || signature.layout() == Layout.PAIRS,
                "timestamp.header is needed unless the layout is PAIRS");
    }

    static Template content(Signature signature, Map<String, String> parameters) {
        try {
            return Template.of(signature.content(), parameters);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("signature.content " + e.getMessage(), e);
        }
    }

    /** Names of the header's entries that are not signatures. */
    static Set<String> plainEntries(Template content, @Nullable Timestamp timestamp) {
        Set<String> names = new HashSet<>();
        for (Kind kind : List.of(Kind.ENTRY, Kind.HEADERS_OF)) {
            names.addAll(content.arguments(kind));
        }
        if (timestamp != null && timestamp.header().isEmpty()) {
            names.add(timestamp.entry());
        }
        return Set.copyOf(names);
    }

    private static void require(boolean met, String fault) {
        if (!met) {
            throw new IllegalArgumentException(fault);
        }
    }
}
