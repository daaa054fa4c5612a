package meridian.journal;

/**
 * One stream's events of some time, in a table of their own.
 *
 * @param id never given twice
 * @param stream the stream's number
 * @param startsMicros microseconds since 1970, inclusive
 * @param endsMicros the same, exclusive; nothing is added from then on
 * @param firstPosition of its first event
 */
record Segment(long id, int stream, long startsMicros, long endsMicros, long firstPosition) {

    String table() {
        return "segment_" + id;
    }
}
