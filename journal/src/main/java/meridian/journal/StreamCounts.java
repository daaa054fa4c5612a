package meridian.journal;

/**
 * What has become of a stream's events since the journal was opened. Each event handed in is in exactly one of the first five
 * as soon as its append has come to an end.
 *
 * @param stored new ones that were acknowledged
 * @param duplicates acknowledged as known
 * @param shed telemetry that was let go because the queue was full
 * @param refused events that found no room within their patience
 * @param failed not stored because the disk was full, the database refused or the journal closed
 */
public record StreamCounts(long stored, long duplicates, long shed, long refused, long failed) {}
