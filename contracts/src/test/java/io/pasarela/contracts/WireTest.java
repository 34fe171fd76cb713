package io.pasarela.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireTest {

    @Test
    void aDecimalHasNoExponentHoweverSmall() throws JsonProcessingException {
        String written = Wire.mapper().writeValueAsString(List.of(new BigDecimal("2.5E-10"), new BigDecimal("1E+3")));

        assertThat(written).isEqualTo("[\"0.00000000025\",\"1000\"]");
    }
}
