package io.pasarela.sandbox.issuer;

import io.pasarela.sandbox.process.SandboxFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** The issuer's RSA key. Kept in the data folder, so that a token outlives a restart of the sandbox. */
final class SigningKey {
    private static final int BITS = 2048;

    private final RsaJsonWebKey key;

    private SigningKey(RsaJsonWebKey key) {
        this.key = key;
    }

    static SigningKey in(Path folder) {
        Path file = folder.resolve("signing-key.json");
        try {
            if (Files.exists(file)) {
                return new SigningKey((RsaJsonWebKey) RsaJsonWebKey.Factory.newPublicJwk(Files.readString(file)));
            }
            RsaJsonWebKey made = RsaJwkGenerator.generateJwk(BITS);
            made.setKeyId(UUID.randomUUID().toString());
            made.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            made.setUse("sig");
            Files.createDirectories(folder);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, made.toJson(OutputControlLevel.INCLUDE_PRIVATE));
            return new SigningKey(made);
        } catch (IOException | JoseException e) {
            throw new SandboxFailure("The issuer's key %s cannot be used; delete it and try again.".formatted(file), e);
        }
    }

    /** The key set for {@code /jwks}: the public half only. */
    String publicKeySet() {
        return "{\"keys\":[" + key.toJson(OutputControlLevel.PUBLIC_ONLY) + "]}";
    }

    String sign(String claims) {
        var signature = new JsonWebSignature();
        signature.setPayload(claims);
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "at+jwt"); // RFC 9068 section 2.1
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
