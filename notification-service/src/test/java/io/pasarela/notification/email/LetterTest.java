package io.pasarela.notification.email;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.notification.message.Languages;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LetterTest {

    static java.util.List<Locale> languages() {
        return Languages.ALL;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageHasEveryText(Locale language) {
        ResourceBundle texts = bundle(language);

        assertThat(new TreeSet<>(texts.keySet()))
                .isEqualTo(new TreeSet<>(bundle(Locale.ENGLISH).keySet()));
        for (String key : Set.copyOf(texts.keySet())) {
            assertThat(texts.getString(key))
                    .as(key)
                    .isNotBlank()
                    .doesNotContain("\n")
                    .doesNotContain("\r");
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void theCodeStandsInSubjectTextAndHtml(Locale language) {
        Letter letter = Letter.confirmation("01234567", language);

        assertThat(letter.subject()).contains("01234567");
        assertThat(letter.text()).contains("01234567");
        assertThat(letter.html()).contains("01234567").contains("lang=\"" + language.getLanguage() + "\"");
    }

    @Test
    void whatWouldBeHtmlIsText() {
        assertThat(Letter.escaped("<b onclick='x' y=\"z\">&"))
                .isEqualTo("&lt;b onclick=&#39;x&#39; y=&quot;z&quot;&gt;&amp;");
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                EmailTexts.BUNDLE,
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
