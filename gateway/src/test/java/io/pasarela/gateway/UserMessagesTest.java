package io.pasarela.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.RampReason;
import io.pasarela.contracts.problems.ProblemCode;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UserMessagesTest {

    @ParameterizedTest
    @EnumSource
    void everyProblemSpeaksEveryLanguage(ProblemCode code) {
        for (Locale language : UserMessages.LANGUAGES) {
            assertThat(UserMessages.text(code, language))
                    .as("%s in %s", code, language)
                    .matches("\\p{Lu}[^{}%<>]*\\.");
        }
        assertThat(UserMessages.text(code, Locale.of("es")))
                .isNotEqualTo(UserMessages.text(code, Locale.ENGLISH))
                .isNotEqualTo(UserMessages.text(code, Locale.of("pt")));
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonOfARampSpeaksEveryLanguage(RampReason reason) {
        assertThat(UserMessages.LANGUAGES)
                .extracting(language -> UserMessages.text(reason, language))
                .as("%s", reason)
                .allSatisfy(text -> assertThat(text).matches("\\p{Lu}[^{}%<>]*\\."))
                .doesNotHaveDuplicates();
    }

    @Test
    void noLanguageHasWordsForWhatIsNoProblemAnyMore() {
        Set<String> known = Stream.of(ProblemCode.values()).map(Enum::name).collect(Collectors.toSet());

        for (Locale language : UserMessages.LANGUAGES) {
            ResourceBundle words = ResourceBundle.getBundle("io.pasarela.gateway.user-messages", language);
            assertThat(words.keySet()).as("%s", language).isEqualTo(known);
        }
    }

    @ParameterizedTest
    @CsvSource({"es-CO,es", "'pt-BR,pt;q=0.9,en;q=0.8',pt", "'fr,es;q=0.5',es", "de,en", "'*',en", "';;q=zzz',en"})
    void theBestAcceptedLanguageIsSpokenAndEnglishOtherwise(String header, String language) {
        assertThat(UserMessages.language(header)).isEqualTo(Locale.of(language));
    }

    @Test
    void anAbsurdlyLongHeaderIsNotEvenParsed() {
        assertThat(UserMessages.language("es,".repeat(10_000))).isEqualTo(Locale.ENGLISH);
        assertThat(UserMessages.language(null)).isEqualTo(Locale.ENGLISH);
    }
}
