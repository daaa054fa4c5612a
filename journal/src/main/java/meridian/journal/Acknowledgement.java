package meridian.journal;

/**
 * The event is on the disk.
 *
 * @param position its place in the journal; of a duplicate, that of the first one
 * @param duplicate whether it had been there before and was not stored again
 */
public record Acknowledgement(long position, boolean duplicate) {}
