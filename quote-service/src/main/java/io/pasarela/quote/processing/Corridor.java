package io.pasarela.quote.processing;

import io.pasarela.quote.kept.Redis;

/** A provider and the two methods between which money moves. */
public record Corridor(String provider, String cashInMethod, String cashOutMethod) {

    String key(String what) {
        return Redis.key("times", what, provider, cashInMethod, cashOutMethod);
    }
}
