package meridian.journal;

/**
 * How far the journal is.
 *
 * @param position of the newest event, 0 before the first
 * @param recordedMicros its time, microseconds since 1970
 */
record Head(long position, long recordedMicros) {}
