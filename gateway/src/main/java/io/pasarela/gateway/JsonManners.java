package io.pasarela.gateway;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/** Endpoints write as the contract says, and read strictly: a misspelt field is told, not dropped. */
@Singleton
class JsonManners implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        Wire.configure(mapper).enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
