package io.pasarela.notification.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Message encryption for Web Push (RFC 8291), by which only the browser reads what passes through its push service. */
final class PushEncryption {

    private static final int RECORD_SIZE = 4096;
    private static final int SALT_BYTES = 16;
    private static final int TAG_BITS = 128;

    /** Ends the last record (RFC 8188, section 2). */
    private static final byte LAST_RECORD = 2;

    private static final SecureRandom RANDOM = new SecureRandom();

    private PushEncryption() {}

    /**
     * The body of a push message, in content coding {@code aes128gcm}.
     *
     * @param browser the public key of the subscription, {@code p256dh}
     * @param auth its secret, {@code auth}
     * @param text at most 3993 bytes, which leaves the body within the 4096 that each push service takes
     */
    static byte[] encrypted(byte[] browser, byte[] auth, byte[] text) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair once = generator.generateKeyPair();
            byte[] salt = new byte[SALT_BYTES];
            RANDOM.nextBytes(salt);
            return encrypted(browser, auth, text, once.getPrivate(), P256.point((ECPublicKey) once.getPublic()), salt);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java since 25 has what RFC 8291 needs", e);
        }
    }

    /** The same with what is otherwise thrown by dice, for the RFC's own example. */
    static byte[] encrypted(byte[] browser, byte[] auth, byte[] text, PrivateKey ours, byte[] ourPoint, byte[] salt)
            throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(ours);
        agreement.doPhase(P256.publicKey(browser), true);
        byte[] keyInfo = ByteBuffer.allocate(14 + browser.length + ourPoint.length)
                .put("WebPush: info\0".getBytes(StandardCharsets.US_ASCII))
                .put(browser)
                .put(ourPoint)
                .array();
        byte[] inputKey = derived(auth, agreement.generateSecret(), keyInfo, 32);
        SecretKey key = new SecretKeySpec(derived(salt, inputKey, info("aes128gcm"), 16), "AES");
        byte[] nonce = derived(salt, inputKey, info("nonce"), 12);

        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
        byte[] record = cipher.doFinal(
                ByteBuffer.allocate(text.length + 1).put(text).put(LAST_RECORD).array());
        return ByteBuffer.allocate(SALT_BYTES + 4 + 1 + ourPoint.length + record.length)
                .put(salt)
                .putInt(RECORD_SIZE)
                .put((byte) ourPoint.length)
                .put(ourPoint)
                .put(record)
                .array();
    }

    private static byte[] info(String what) {
        return ("Content-Encoding: " + what + "\0").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] derived(byte[] salt, byte[] input, byte[] info, int length) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addSalt(salt)
                        .addIKM(input)
                        .thenExpand(info, length));
    }
}
