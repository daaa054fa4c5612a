package meridian.api.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A secret that somebody carries, with the public number by which it is found: {@code meridian_key_0a1b2c3d4e5f_…}.
 *
 * <p>The secret part has 256 random bits. That is why its plain SHA-256 may be stored: slow hashes (bcrypt, Argon2) make up
 * for passwords that can be guessed, and nobody guesses 256 bits; a slow one would only let anybody keep the server busy.
 */
record Credential(Kind kind, String id, String secret) {
    enum Kind {
        KEY("key"),
        SESSION("session"),
        TOKEN("token"),
        ADMINISTRATOR("administrator"),
        LOCAL("local");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("meridian_([a-z]{3,20})_([0-9a-f]{12})_([A-Za-z0-9_-]{43})");
    private static final SecureRandom RANDOM = new SecureRandom();

    static Credential random(Kind kind) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(id);
        RANDOM.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new Credential(kind, HexFormat.of().formatHex(id), text);
    }

    /** What this text is, where it is one. */
    static Optional<Credential> find(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            if (kind.word.equals(form.group(1))) {
                return Optional.of(new Credential(kind, form.group(2), form.group(3)));
            }
        }
        return Optional.empty();
    }

    /** To be shown once. */
    String text() {
        return "meridian_" + kind.word + "_" + id + "_" + secret;
    }

    /** To be stored: SHA-256 of the secret, in hexadecimal digits. */
    String digest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether this is the secret of that digest; takes as long for a near miss as for a far one. */
    boolean matches(String storedDigest) {
        return MessageDigest.isEqual(
                digest().getBytes(StandardCharsets.US_ASCII), storedDigest.getBytes(StandardCharsets.US_ASCII));
    }

    /** Neither a log nor a stack trace shall show it. */
    @Override
    public String toString() {
        return "meridian_" + kind.word + "_" + id + "_…";
    }
}
