package meridian.twin.history;

import meridian.twin.entity.Content;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import org.jspecify.annotations.Nullable;

/**
 * One value of one attribute instance, or that it has none any more.
 *
 * @param observedMicros from when on it was true; see {@link Times}
 * @param recordedMicros since when the twin knows it
 * @param position of its event in the journal
 * @param index of its observation in that event, 0 where there is one only
 * @param content what it was; null where the instance was deleted
 * @param source who said so; may be null
 */
public record Version(
        long observedMicros,
        long recordedMicros,
        long position,
        int index,
        @Nullable Content content,
        Quality quality,
        @Nullable String source) {
    public Version {
        Times.checked(observedMicros, "observedAt");
        Times.checked(recordedMicros, "recordedAt");
    }

    /** That the instance was deleted: it has no value from then on, until somebody says another one. */
    public static Version deleted(long producedMicros, long recordedMicros, long position, int index) {
        return new Version(producedMicros, recordedMicros, position, index, null, Quality.UNSTATED, null);
    }

    public boolean isDeletion() {
        return content == null;
    }
}
