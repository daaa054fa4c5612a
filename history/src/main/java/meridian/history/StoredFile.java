package meridian.history;

import java.util.Locale;

/**
 * A file as the catalogue knows it.
 *
 * @param partition its first day, since 1970; {@link #SPREAD} for one with values of many days
 * @param level how often its rows were merged
 * @param number no other file has it
 * @param rows how many it has
 * @param bytes its size
 * @param checksum CRC-32C of all its bytes
 * @param minMicros of the earliest row: when it was observed, or the start of its bucket
 * @param maxMicros of the latest
 */
record StoredFile(
        FileKind kind,
        int partition,
        int level,
        long number,
        long rows,
        long bytes,
        int checksum,
        long minMicros,
        long maxMicros) {
    /** No day: before all days that can be observed. */
    static final int SPREAD = Integer.MIN_VALUE;

    boolean isSpread() {
        return partition == SPREAD;
    }

    /** From the folder on. */
    String name() {
        return String.format(
                Locale.ROOT,
                "%s/%s-%012d.parquet",
                kind.word(),
                isSpread() ? "spread" : FileKind.day(partition),
                number);
    }

    /** Whether it can have a row from one time on and before another. */
    boolean overlaps(long fromMicros, long toMicros) {
        return maxMicros >= fromMicros && minMicros < toMicros;
    }
}
