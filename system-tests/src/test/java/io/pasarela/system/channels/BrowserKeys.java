package io.pasarela.system.channels;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The keys of a browser's subscription, and how a browser reads with them what has come (RFC 8188, RFC 8291). */
record BrowserKeys(KeyPair pair, byte[] auth) {

    static BrowserKeys fresh() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            byte[] auth = new byte[16];
            new SecureRandom().nextBytes(auth);
            return new BrowserKeys(generator.generateKeyPair(), auth);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    String publicKey() {
        return base64(point());
    }

    String privateKey() {
        return base64(fixed(((ECPrivateKey) pair.getPrivate()).getS()));
    }

    String authSecret() {
        return base64(auth);
    }

    /** What a body in coding {@code aes128gcm} says; fails as a browser would for anything but one good record. */
    String read(byte[] body) throws GeneralSecurityException {
        ByteBuffer in = ByteBuffer.wrap(body);
        byte[] salt = new byte[16];
        in.get(salt);
        int recordSize = in.getInt();
        byte[] sender = new byte[in.get() & 0xff];
        in.get(sender);
        byte[] record = new byte[in.remaining()];
        in.get(record);
        if (record.length > recordSize) {
            throw new GeneralSecurityException("more than one record");
        }
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(pair.getPrivate());
        agreement.doPhase(key(sender), true);
        byte[] info = ByteBuffer.allocate(14 + 65 + 65)
                .put("WebPush: info\0".getBytes(StandardCharsets.US_ASCII))
                .put(point())
                .put(sender)
                .array();
        byte[] input = derived(auth, agreement.generateSecret(), info, 32);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(derived(salt, input, ascii("Content-Encoding: aes128gcm\0"), 16), "AES"),
                new GCMParameterSpec(128, derived(salt, input, ascii("Content-Encoding: nonce\0"), 12)));
        byte[] padded = cipher.doFinal(record);
        int end = padded.length - 1;
        while (padded[end] == 0) {
            end--;
        }
        if (padded[end] != 2) {
            throw new GeneralSecurityException("not the last record");
        }
        return new String(Arrays.copyOf(padded, end), StandardCharsets.UTF_8);
    }

    /** Whether the token of an {@code Authorization: vapid} was signed with the other half of this public key. */
    boolean hasSigned(String token) throws GeneralSecurityException {
        int point = token.lastIndexOf('.');
        Signature check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(pair.getPublic());
        check.update(ascii(token.substring(0, point)));
        return check.verify(Base64.getUrlDecoder().decode(token.substring(point + 1)));
    }

    private byte[] point() {
        ECPoint w = ((ECPublicKey) pair.getPublic()).getW();
        return ByteBuffer.allocate(65)
                .put((byte) 4)
                .put(fixed(w.getAffineX()))
                .put(fixed(w.getAffineY()))
                .array();
    }

    private static PublicKey key(byte[] point) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECPoint w = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(w, curve.getParameterSpec(ECParameterSpec.class)));
    }

    private static byte[] derived(byte[] salt, byte[] input, byte[] info, int length) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addSalt(salt)
                        .addIKM(input)
                        .thenExpand(info, length));
    }

    private static byte[] fixed(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
