package io.pasarela.notification.preference;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pasarela.gateway.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceRequestTest {

    private static void check(String address) {
        new PreferenceRequest(null, new PreferenceRequest.Email(true, null, address), null).check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ana@example.com", "ana.b+c@mail.example.co.uk", "o'neill@example.com"})
    void anOrdinaryAddressIsTaken(String address) {
        assertThatCode(() -> check(address)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana",
                "ana@",
                "@example.com",
                "ana@example",
                "ana@@example.com",
                "ana@example.com\r\nBcc: x@example.com",
                "ana@example.com,x@example.com",
                "ana <ana@example.com>",
                "\"a b\"@example.com",
                "ana@[127.0.0.1]",
                "ana@exa\nmple.com",
                "ana@example.com ",
                "ana@-example.com",
                ".ana@example.com",
                "a..b@example.com"
            })
    void whatCouldMeanSomethingElseInAHeaderIsNot(String address) {
        assertThatThrownBy(() -> check(address)).isInstanceOf(ProblemException.class);
    }

    @Test
    void anUnknownLanguageOrKindIsToldByItsField() {
        assertThatThrownBy(() -> new PreferenceRequest(
                                "fr", new PreferenceRequest.Email(false, List.of("SOMETIMES"), null), null)
                        .check())
                .hasMessageContaining("language")
                .hasMessageContaining("email.kinds");
    }
}
