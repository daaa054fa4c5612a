package meridian.journal;

/**
 * Something that is changed and not appended: a key, a subscription, a setting.
 *
 * @param kind what it is
 * @param id its name among its kind
 * @param version 1 when it was made, one more with each change
 * @param json its content, byte for byte as it was put
 */
public record Document(String kind, String id, long version, String json) {}
