package meridian.history;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How the past is kept.
 *
 * @param rawDays how long single values are kept; older files are dropped
 * @param minuteDays how long roll-ups of a minute are kept
 * @param fiveMinuteDays the same of five minutes
 * @param hourDays the same of an hour
 * @param dayDays the same of a day
 * @param openRows versions in memory before they are written; as many again may wait while they are
 * @param databaseMebibytes memory for sorting, merging and asking files
 * @param patience how long {@link HistoryStore#settle} waits for a disk that takes nothing
 */
public record HistorySettings(
        int rawDays,
        int minuteDays,
        int fiveMinuteDays,
        int hourDays,
        int dayDays,
        int openRows,
        int databaseMebibytes,
        Duration patience) {
    /** A year with a month to look back over its end; roll-ups for as long as cities plan. */
    public static final HistorySettings DEFAULT =
            new HistorySettings(400, 400, 800, 3_650, 36_500, 1 << 18, 256, Duration.ofSeconds(30));

    /** The same beside a city that runs in half a gibibyte. */
    public static final HistorySettings SMALL = DEFAULT.withMemory(1 << 15, 96);

    public HistorySettings {
        if (Math.min(Math.min(Math.min(rawDays, minuteDays), Math.min(fiveMinuteDays, hourDays)), dayDays) < 1) {
            throw new IllegalArgumentException("history without retention: each is 1 day or more");
        }
        if (openRows < 1 || databaseMebibytes < 64) {
            throw new IllegalArgumentException(
                    "at least 1 row and 64 MiB are needed, not " + openRows + " and " + databaseMebibytes + " MiB");
        }
    }

    public HistorySettings withOpenRows(int rows) {
        return withMemory(rows, databaseMebibytes);
    }

    private HistorySettings withMemory(int rows, int mebibytes) {
        return new HistorySettings(rawDays, minuteDays, fiveMinuteDays, hourDays, dayDays, rows, mebibytes, patience);
    }

    public HistorySettings withPatience(Duration newPatience) {
        return new HistorySettings(
                rawDays, minuteDays, fiveMinuteDays, hourDays, dayDays, openRows, databaseMebibytes, newPatience);
    }

    Map<FileKind, Duration> retention() {
        Map<FileKind, Duration> all = new EnumMap<>(FileKind.class);
        all.put(FileKind.RAW, Duration.ofDays(rawDays));
        all.put(FileKind.MINUTE, Duration.ofDays(minuteDays));
        all.put(FileKind.FIVE_MINUTES, Duration.ofDays(fiveMinuteDays));
        all.put(FileKind.HOUR, Duration.ofDays(hourDays));
        all.put(FileKind.DAY, Duration.ofDays(dayDays));
        return all;
    }
}
