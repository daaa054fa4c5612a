package meridian.history;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import meridian.twin.history.Bucket;

/** What a file holds, and how many days of UTC. Files with less in a day span more days, so that a question opens few. */
enum FileKind {
    RAW(1),
    MINUTE(1),
    FIVE_MINUTES(8),
    HOUR(128),
    DAY(4_096);

    static final long DAY_MICROS = Duration.ofDays(1).toMillis() * 1_000;

    private final int days;

    FileKind(int days) {
        this.days = days;
    }

    static FileKind of(Bucket bucket) {
        return switch (bucket) {
            case MINUTE -> MINUTE;
            case FIVE_MINUTES -> FIVE_MINUTES;
            case HOUR -> HOUR;
            case DAY -> DAY;
        };
    }

    /** Of a roll-up; empty for raw values. */
    Optional<Bucket> bucket() {
        return switch (this) {
            case RAW -> Optional.empty();
            case MINUTE -> Optional.of(Bucket.MINUTE);
            case FIVE_MINUTES -> Optional.of(Bucket.FIVE_MINUTES);
            case HOUR -> Optional.of(Bucket.HOUR);
            case DAY -> Optional.of(Bucket.DAY);
        };
    }

    /** The first day, since 1970, of the partition that a time lies in. */
    int partition(long micros) {
        return Math.floorDiv((int) Math.floorDiv(micros, DAY_MICROS), days) * days;
    }

    /** When a partition is over. */
    long endMicros(int partition) {
        return (partition + (long) days) * DAY_MICROS;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As it stands in a file's name. */
    static String day(int partition) {
        return LocalDate.ofEpochDay(partition).toString();
    }
}
