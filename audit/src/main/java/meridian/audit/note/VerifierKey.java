package meridian.audit.note;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.model.BadInput;

/**
 * Checks one key's signatures: a name, an Ed25519 public key (RFC 8032), and an id that belongs to both. Written as {@code
 * NAME+ID+BASE64}. Safe for all threads.
 */
public final class VerifierKey {
    /** SubjectPublicKeyInfo of an Ed25519 key, as in RFC 8410, without the key. */
    private static final String DER_HEADER = "302a300506032b6570032100";

    private static final Pattern TEXT = Pattern.compile("([^+]+)\\+([0-9a-f]{8})\\+(.+)");
    private static final int ID_BYTES = 4;

    private final String name;
    private final int id;
    private final byte[] rawKey;
    private final PublicKey key;

    VerifierKey(String name, byte[] rawKey) throws GeneralSecurityException {
        this.name = name;
        this.id = KeyText.id(name, rawKey);
        this.rawKey = rawKey.clone();
        this.key = KeyText.factory().generatePublic(new X509EncodedKeySpec(KeyText.der(DER_HEADER, rawKey)));
    }

    /** @param place where it comes from, for the message */
    public static VerifierKey parse(String place, String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches() || !KeyText.isName(parts.group(1))) {
            throw bad(place, text);
        }
        byte[] raw = KeyText.key(parts.group(3));
        if (raw.length == 0) {
            throw bad(place, text);
        }
        try {
            VerifierKey key = new VerifierKey(parts.group(1), raw);
            if (!key.toString().equals(text)) {
                throw bad(place, text);
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw bad(place, text);
        }
    }

    /** Of a file with one key and nothing else. */
    public static VerifierKey read(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return parse(file.toString(), text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        } catch (IOException e) {
            throw BadInput.unreadable(file, "a file with a public key, NAME+ID+KEY", e);
        }
    }

    private static BadInput bad(String place, String text) {
        return new BadInput(
                place,
                "'" + text + "' is no public key",
                "NAME+ID+KEY with the id that belongs to name and key",
                "Get the key again from who keeps it");
    }

    public String name() {
        return name;
    }

    int id() {
        return id;
    }

    /** Whether this key is among those that signed, each of its signatures being right. */
    public boolean verifies(SignedNote note) {
        int right = 0;
        for (SignedNote.Signature signature : note.signatures()) {
            if (signature.name().equals(name) && isOwn(signature)) {
                if (!isRight(signature, note.text())) {
                    return false;
                }
                right++;
            }
        }
        return right > 0;
    }

    private boolean isOwn(SignedNote.Signature signature) {
        byte[] bytes = bytes(signature);
        return bytes.length > ID_BYTES && ByteBuffer.wrap(bytes).getInt() == id;
    }

    private boolean isRight(SignedNote.Signature signature, String text) {
        byte[] bytes = bytes(signature);
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(bytes, ID_BYTES, bytes.length - ID_BYTES);
        } catch (SignatureException e) {
            // Of another length than a signature has.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }

    /** Empty where it is not what the encoder would have written: a signature has one way to be written. */
    private static byte[] bytes(SignedNote.Signature signature) {
        try {
            byte[] bytes = Base64.getDecoder().decode(signature.base64());
            return Base64.getEncoder().encodeToString(bytes).equals(signature.base64()) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** As it stands in a file, without a line end. */
    @Override
    public String toString() {
        return KeyText.of(name, id, rawKey);
    }
}
