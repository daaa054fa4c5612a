package meridian.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** How Ed25519 keys and their ids are written. */
final class KeyText {
    static final int KEY_BYTES = 32;
    /** C2SP's signature type for Ed25519. */
    static final byte ED25519 = 1;

    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Z}+\\p{Cntrl}]+");

    private KeyText() {}

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The first four bytes of SHA-256 of name, line end, type and public key. */
    static int id(String name, byte[] publicKey) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            digest.update(ED25519);
            return ByteBuffer.wrap(digest.digest(publicKey)).getInt();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@code NAME+ID+BASE64}, the last of type and key. */
    static String of(String name, int id, byte[] key) {
        byte[] typed = new byte[1 + key.length];
        typed[0] = ED25519;
        System.arraycopy(key, 0, typed, 1, key.length);
        return name + "+" + HexFormat.of().toHexDigits(id) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /** The key's bytes in the third part; empty array where it is no Ed25519 key. */
    static byte[] key(String base64) {
        try {
            byte[] typed = Base64.getDecoder().decode(base64);
            boolean fits = typed.length == 1 + KEY_BYTES
                    && typed[0] == ED25519
                    && Base64.getEncoder().encodeToString(typed).equals(base64);
            return fits ? Arrays.copyOfRange(typed, 1, typed.length) : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    static KeyFactory factory() {
        try {
            return KeyFactory.getInstance("Ed25519");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }

    /** A DER header and the raw key behind it. */
    static byte[] der(String headerHex, byte[] key) {
        byte[] header = HexFormat.of().parseHex(headerHex);
        byte[] all = Arrays.copyOf(header, header.length + key.length);
        System.arraycopy(key, 0, all, header.length, key.length);
        return all;
    }

    /** The raw key at the end of its DER form. */
    static byte[] raw(byte[] der) {
        return Arrays.copyOfRange(der, der.length - KEY_BYTES, der.length);
    }
}
