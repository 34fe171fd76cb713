package io.pasarela.quote.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.gateway.UserMessages;
import io.pasarela.providers.KycProvider.Benefit;
import io.pasarela.providers.KycProvider.Need;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LimitTextsTest {

    @Test
    void everyNeedAndBenefitHasWordsOfItsOwnInEveryLanguage() {
        for (Locale language : UserMessages.LANGUAGES) {
            assertThat(Stream.of(Need.values()).map(need -> LimitTexts.text(need, language)))
                    .doesNotHaveDuplicates()
                    .allSatisfy(text -> assertThat(text).isNotBlank());
            assertThat(Stream.of(Benefit.values()).map(benefit -> LimitTexts.text(benefit, language)))
                    .doesNotHaveDuplicates()
                    .allSatisfy(text -> assertThat(text).isNotBlank());
        }
    }

    @Test
    void everyLanguageHasItsOwnFileWithTheSameKeys() {
        Set<String> english = bundle(Locale.ROOT).keySet();

        for (Locale language : Set.of(Locale.of("es"), Locale.of("pt"))) {
            ResourceBundle own = bundle(language);
            assertThat(own.getLocale()).isEqualTo(language);
            assertThat(own.keySet()).isEqualTo(english);
            assertThat(english)
                    .allSatisfy(key -> assertThat(own.getString(key))
                            .as(key)
                            .isNotEqualTo(bundle(Locale.ROOT).getString(key)));
        }
    }

    @Test
    void everyTranslationShowsTheSameFiguresAndNoneLosesOneToAnApostrophe() {
        ResourceBundle english = bundle(Locale.ROOT);

        for (Locale language : UserMessages.LANGUAGES) {
            assertThat(english.keySet()).allSatisfy(key -> {
                String text = bundle(language).getString(key);
                assertThat(placeholders(text))
                        .as("%s in %s", key, language)
                        .isEqualTo(placeholders(english.getString(key)));
                // In java.text.MessageFormat an apostrophe swallows what follows.
                assertThat(text).as("%s in %s", key, language).doesNotContain("'");
            });
        }
    }

    private static List<String> placeholders(String text) {
        return Pattern.compile("\\{.*?}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }

    private static ResourceBundle bundle(Locale language) {
        return ResourceBundle.getBundle(
                "io.pasarela.quote.limits.limit-texts",
                language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
    }
}
