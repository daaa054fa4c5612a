package meridian.api.access;

/**
 * A key that has just been made.
 *
 * @param secret what its holder sends as {@code Authorization: Bearer}; to be shown now, for it is kept nowhere
 */
public record MadeKey(AccessKey key, String secret) {
    @Override
    public String toString() {
        return key.toString();
    }
}
