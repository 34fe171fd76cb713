package io.pasarela.providers.killb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.RampReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KillbStatusesTest {

    @ParameterizedTest
    @CsvSource({
        "RAMP.0001 Quotation expired,QUOTATION_EXPIRED",
        "API_RAMP.0002: insufficient balance,PROVIDER_ERROR",
        "failed with RAMP.0003,LIMIT_EXCEEDED",
        "ACCOUNT.0003,ACCOUNT_INVALID",
        "USER.0002,IDENTITY"
    })
    void aDocumentedCodeInTheDetailsIsUnderstood(String details, RampReason reason) {
        assertThat(KillbStatuses.reason("FAILED", details)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"the bank said no", "RAMP.9999", "XRAMP.00031"})
    void anythingElseIsNotGuessedAt(String details) {
        assertThat(KillbStatuses.reason("FAILED", details)).isNull();
    }

    @Test
    void anErrorOfItsOwnSystemsNeedsNoDetails() {
        assertThat(KillbStatuses.reason("ERROR", null)).isEqualTo(RampReason.PROVIDER_ERROR);
        assertThat(KillbStatuses.reason("FAILED", null)).isNull();
    }
}
