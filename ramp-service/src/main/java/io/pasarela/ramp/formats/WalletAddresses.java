package io.pasarela.ramp.formats;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base58;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Addresses on chains. What is sent to a wrong one is gone for good, so whatever can be checked is. */
public final class WalletAddresses {

    private static final Pattern EVM = Pattern.compile("0x([0-9a-fA-F]{40})");
    private static final Pattern BASE58 = Pattern.compile("[1-9A-HJ-NP-Za-km-z]{25,44}");
    private static final int CHECKSUM_LENGTH = 4;
    private static final byte TRON_MAINNET = 0x41;
    private static final int TRON_LENGTH = 21;

    private static final Map<String, Predicate<String>> BY_NETWORK = Map.of(
            "POLYGON", WalletAddresses::isEvm,
            "BSC", WalletAddresses::isEvm,
            "TRON", WalletAddresses::isTron,
            "SOLANA", WalletAddresses::isSolana);

    private WalletAddresses() {}

    /** Networks whose addresses are known here, by their cash-out method. */
    public static Set<String> networks() {
        return BY_NETWORK.keySet();
    }

    /** Whether this is an address of a wallet on that network; never on a network that is not known here. */
    public static boolean isAddress(String network, String text) {
        Predicate<String> rule = BY_NETWORK.get(network);
        return rule != null && rule.test(text);
    }

    /**
     * Ethereum and its kin: {@code 0x} and 40 hexadecimal digits, whose capitals are a checksum (ERC-55). Without any capital, or with
     * nothing but capitals, there is none to check. The address of all zeros is nobody's.
     */
    static boolean isEvm(String text) {
        if (!EVM.matcher(text).matches()) {
            return false;
        }
        String digits = text.substring(2);
        String lower = digits.toLowerCase(Locale.ROOT);
        boolean unchecked = digits.equals(lower) || digits.equals(digits.toUpperCase(Locale.ROOT));
        boolean nobody = lower.chars().allMatch(c -> c == '0');
        return !nobody && (unchecked || digits.equals(withChecksum(lower)));
    }

    private static String withChecksum(String lower) {
        KeccakDigest keccak = new KeccakDigest(256);
        byte[] text = lower.getBytes(StandardCharsets.US_ASCII);
        keccak.update(text, 0, text.length);
        byte[] hash = new byte[keccak.getDigestSize()];
        keccak.doFinal(hash, 0);
        String nibbles = HexFormat.of().formatHex(hash);
        StringBuilder checked = new StringBuilder(lower);
        for (int i = 0; i < checked.length(); i++) {
            if (nibbles.charAt(i) >= '8') {
                checked.setCharAt(i, Character.toUpperCase(checked.charAt(i)));
            }
        }
        return checked.toString();
    }

    /** Tron: base58 of 0x41, 20 bytes and the first four of their double SHA-256 (TRON protocol, account model). */
    static boolean isTron(String text) {
        byte[] bytes = decoded(text);
        if (bytes.length != TRON_LENGTH + CHECKSUM_LENGTH || bytes[0] != TRON_MAINNET) {
            return false;
        }
        byte[] checksum = sha256(sha256(Arrays.copyOf(bytes, TRON_LENGTH)));
        return Arrays.equals(bytes, TRON_LENGTH, bytes.length, checksum, 0, CHECKSUM_LENGTH);
    }

    /**
     * Solana: base58 of 32 bytes that are a point of ed25519, in its own subgroup (RFC 8032). An address off the curve belongs to a program
     * and not to a key: nobody could sign for what is sent there, unless that program happens to provide for it, so it is refused. So
     * are the points of small order, the system program's eleven ones among them.
     */
    static boolean isSolana(String text) {
        byte[] bytes = decoded(text);
        return bytes.length == Ed25519.PUBLIC_KEY_SIZE && Ed25519.validatePublicKeyFull(bytes, 0);
    }

    private static byte[] decoded(String base58) {
        return BASE58.matcher(base58).matches() ? new Base58().decode(base58) : new byte[0];
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
