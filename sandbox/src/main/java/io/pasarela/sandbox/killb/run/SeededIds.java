package io.pasarela.sandbox.killb.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/**
 * UUIDs that repeat: the n-th id of a kind depends on the seed, the kind and n only, so one more webhook does not move the ids of
 * ramps.
 */
public final class SeededIds {
    private final Dials dials;
    private final Map<String, Long> counters = new HashMap<>();

    SeededIds(Dials dials) {
        this.dials = dials;
    }

    /** The next id of a kind, in the shape of a random (version 4) UUID. */
    public String next(String kind) {
        long number = counters.merge(kind, 1L, Long::sum);
        ByteBuffer hash = ByteBuffer.wrap(sha256(dials.behaviour().seed() + ":" + kind + ":" + number));
        long high = (hash.getLong() & ~0xF000L) | 0x4000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** 64 hex digits that depend on the seed and the text, for things that look like a transaction hash or an address. */
    public String hex(String text) {
        return HexFormat.of().formatHex(sha256(dials.behaviour().seed() + ":" + text));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
