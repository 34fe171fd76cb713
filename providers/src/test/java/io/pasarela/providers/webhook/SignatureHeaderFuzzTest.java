package io.pasarela.providers.webhook;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pasarela.providers.webhook.SchemeDescriptor.Layout;
import io.pasarela.providers.webhook.SignatureHeader.Entry;

/** Whatever a stranger writes into the signature's header, it is taken apart the same way every time. */
class SignatureHeaderFuzzTest {

    @FuzzTest
    void aHeaderHasNoMoreEntriesThanItStates(FuzzedDataProvider data) {
        Layout layout = data.pickValue(Layout.values());
        String text = data.consumeRemainingAsString();
        SignatureHeader header = SignatureHeader.parse(text, layout);
        switch (layout) {
            case BODY_ITEMS -> check(header.entries().isEmpty());
            case WHOLE -> check(header.only("").equals(text.strip()));
            case PAIRS -> check(header, text, layout, ',', '=');
            case VERSIONED -> check(header, text, layout, ' ', ',');
        }
    }

    private static void check(SignatureHeader header, String text, Layout layout, char between, char afterName) {
        check(header.entries().size()
                <= 1 + text.chars().filter(c -> c == between).count());
        StringBuilder again = new StringBuilder();
        for (Entry entry : header.entries()) {
            check(!entry.name().isEmpty() && entry.name().indexOf(afterName) < 0);
            check(entry.name().indexOf(between) < 0 && entry.value().indexOf(between) < 0);
            again.append(entry.name()).append(afterName).append(entry.value()).append(between);
        }
        check(SignatureHeader.parse(again.toString(), layout).equals(header));
        if (!header.entries().isEmpty()) {
            theOnlyOneIsTheOnlyOne(header, header.entries().getLast());
        }
    }

    private static void theOnlyOneIsTheOnlyOne(SignatureHeader header, Entry entry) {
        long same = header.entries().stream()
                .filter(other -> other.name().equals(entry.name()))
                .count();
        check(same > 1 ? header.only(entry.name()) == null : entry.value().equals(header.only(entry.name())));
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError();
        }
    }
}
