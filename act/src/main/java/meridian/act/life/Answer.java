package meridian.act.life;

/**
 * What became of an attempt; either way it is in the audit log and on the disk.
 *
 * <p>Whoever acts on the world does so on {@link Done} for a {@link Receipt}, once, and on nothing else.
 */
public sealed interface Answer {
    /** @param entry number of the leaf in the audit log */
    long entry();

    record Done(long entry) implements Answer {}

    record Refused(long entry, String reason) implements Answer {}
}
