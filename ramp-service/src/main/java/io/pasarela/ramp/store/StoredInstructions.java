package io.pasarela.ramp.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.DepositInstruction;
import java.util.List;

/** Deposit instructions as text, the way they lie in their column. */
final class StoredInstructions {

    private static final ObjectMapper JSON = Wire.mapper();

    private StoredInstructions() {}

    static String written(List<DepositInstruction> instructions) {
        try {
            return JSON.writeValueAsString(instructions);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of records is always writable", e);
        }
    }

    static List<DepositInstruction> read(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored deposit instructions cannot be read", e);
        }
    }
}
