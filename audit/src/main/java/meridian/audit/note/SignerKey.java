package meridian.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.model.BadInput;

/**
 * Signs texts. Written as two lines: {@code PRIVATE+KEY+NAME+ID+BASE64} as Go's {@code sumdb/note} does, and the {@link
 * VerifierKey} that belongs to it. Safe for all threads. Its text is a secret; {@link #toString} does not show it.
 */
public final class SignerKey {
    /** PrivateKeyInfo of an Ed25519 key, as in RFC 8410, without the key. */
    private static final String DER_HEADER = "302e020100300506032b657004220420";

    private static final Pattern TEXT =
            Pattern.compile("PRIVATE\\+KEY\\+([^+]+)\\+([0-9a-f]{8})\\+([^\\n]+)\\n([^\\n]+)\\n");
    private static final int ID_BYTES = 4;

    private final byte[] seed;
    private final PrivateKey key;
    private final VerifierKey verifier;

    private SignerKey(byte[] seed, VerifierKey verifier) throws GeneralSecurityException {
        this.seed = seed;
        this.key = KeyText.factory().generatePrivate(new PKCS8EncodedKeySpec(KeyText.der(DER_HEADER, seed)));
        this.verifier = verifier;
    }

    /** A new one from the system's randomness. */
    public static SignerKey generate(String name) {
        if (!KeyText.isName(name)) {
            throw new IllegalArgumentException("a key's name has no spaces and no +, got '" + name + "'");
        }
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SignerKey(
                    KeyText.raw(pair.getPrivate().getEncoded()),
                    new VerifierKey(name, KeyText.raw(pair.getPublic().getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }

    /** @param place where it comes from, for the message, which never shows the key */
    public static SignerKey parse(String place, String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw bad(place);
        }
        VerifierKey verifier = VerifierKey.parse(place, parts.group(4));
        byte[] seed = KeyText.key(parts.group(3));
        try {
            if (seed.length == 0) {
                throw bad(place);
            }
            SignerKey key = new SignerKey(seed, verifier);
            // A public key that does not belong to the private one would sign what nobody can verify.
            if (!key.text().equals(text) || !verifier.verifies(key.sign("one key\n"))) {
                throw bad(place);
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw bad(place);
        }
    }

    private static BadInput bad(String place) {
        return new BadInput(
                place,
                "it does not hold a signing key",
                "a line PRIVATE+KEY+NAME+ID+KEY and a line with the public key",
                "Restore the file from a copy");
    }

    public VerifierKey verifier() {
        return verifier;
    }

    public SignedNote sign(String text) {
        if (!SignedNote.isSignable(text)) {
            throw new IllegalArgumentException("a signed text ends with a line end and has no other controls");
        }
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            byte[] signed = signature.sign();
            byte[] bytes = ByteBuffer.allocate(ID_BYTES + signed.length)
                    .putInt(verifier.id())
                    .put(signed)
                    .array();
            return new SignedNote(
                    text,
                    List.of(new SignedNote.Signature(
                            verifier.name(), Base64.getEncoder().encodeToString(bytes))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }

    /** The secret, as it stands in a file. */
    public String text() {
        return "PRIVATE+KEY+" + KeyText.of(verifier.name(), verifier.id(), seed) + "\n" + verifier + "\n";
    }
}
