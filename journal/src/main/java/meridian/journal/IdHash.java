package meridian.journal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Eight bytes of SHA-256 over producer and id: what the index holds. Two ids may share one; the ids themselves decide then.
 * A cryptographic hash, so that nobody can make up many ids with the same one. It is stored: never change it.
 */
final class IdHash {
    private final MessageDigest digest;

    IdHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Java must have SHA-256", e);
        }
    }

    long of(Event event) {
        digest.update(event.producerBytes());
        // NUL is in neither: ("ab", "c") and ("a", "bc") are different.
        digest.update((byte) 0);
        digest.update(event.idBytes());
        return ByteBuffer.wrap(digest.digest()).getLong();
    }
}
