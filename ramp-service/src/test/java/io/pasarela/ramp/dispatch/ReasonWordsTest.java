package io.pasarela.ramp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider says of a failure goes on without anything that tells who it was. */
class ReasonWordsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Transfer rejected: beneficiary account is closed (R03)|Transfer rejected: beneficiary account is closed (R03)",
                "Transfer to ANA ROJAS rejected|Transfer to *** rejected",
                "ana rojas, clabe 032180000118359719, was refused|***, clabe ***, was refused",
                "Write to ana@example.com or +57 300 111 2233|*** to *** or ***",
                "wallet 0x52908400098527886E0F7030069857D2E4169EE7 is blocked|wallet *** is blocked",
                "Cuenta bloqueada de José Núñez-Peña|Cuenta bloqueada de ***",
                "NIT 800197268-4|***",
                "RAMP.0003 limit exceeded|RAMP.0003 limit exceeded"
            })
    void onlyWordsOfTheVocabularyAndShortCodesAreKept(String said, String kept) {
        assertThat(ReasonWords.kept(said)).isEqualTo(kept);
    }

    @Test
    void noReasonStaysNone() {
        assertThat(ReasonWords.kept(null)).isNull();
        assertThat(ReasonWords.kept("")).isEmpty();
        assertThat(ReasonWords.kept("x".repeat(100_000))).isEqualTo("***");
    }
}
