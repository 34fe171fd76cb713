package io.pasarela.ingest.store;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@code claims.lua}, run in Redis: marks and claims of many events in one round trip. */
final class ClaimScript {

    private static final String SCRIPT = script();

    /** An event's key, and what is to stand there: empty where our claim is given up. */
    record Mark(byte[] key, byte[] value) {}

    private final RedisLink redis;
    private final byte[] ours = bytes("?" + UUID.randomUUID());
    private final byte[] claimMillis;
    private final byte[] markMillis;
    private volatile @Nullable String digest;

    ClaimScript(RedisLink redis, Duration claimedFor, Duration rememberFor) {
        this.redis = redis;
        this.claimMillis = bytes(Long.toString(claimedFor.toMillis()));
        this.markMillis = bytes(Long.toString(rememberFor.toMillis()));
    }

    /** What the claimed keys held before, in their order; empty where nothing. */
    CompletionStage<List<byte[]>> run(List<Mark> marks, List<byte[]> claimed) {
        byte[][] keys = new byte[marks.size() + claimed.size()][];
        byte[][] values = new byte[4 + marks.size()][];
        values[0] = bytes(Integer.toString(marks.size()));
        values[1] = ours;
        values[2] = claimMillis;
        values[3] = markMillis;
        for (int i = 0; i < marks.size(); i++) {
            keys[i] = marks.get(i).key();
            values[4 + i] = marks.get(i).value();
        }
        for (int i = 0; i < claimed.size(); i++) {
            keys[marks.size() + i] = claimed.get(i);
        }
        return run(keys, values);
    }

    private CompletionStage<List<byte[]>> run(byte[][] keys, byte[][] values) {
        String known = digest;
        if (known == null) {
            digest = redis.commands().digest(SCRIPT);
            return redis.commands().eval(SCRIPT, ScriptOutputType.MULTI, keys, values);
        }
        CompletionStage<List<byte[]>> answer = redis.commands().evalsha(known, ScriptOutputType.MULTI, keys, values);
        return answer.exceptionallyCompose(failure -> failure instanceof RedisNoScriptException
                ? redis.commands().eval(SCRIPT, ScriptOutputType.MULTI, keys, values)
                : answer);
    }

    /** Whether a key held our own claim. */
    boolean isOurs(byte[] held) {
        return Arrays.equals(held, ours);
    }

    private static String script() {
        try (InputStream file = ClaimScript.class.getResourceAsStream("claims.lua")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
