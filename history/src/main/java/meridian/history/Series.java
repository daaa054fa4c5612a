package meridian.history;

import java.util.Comparator;
import meridian.twin.entity.Content;
import org.jspecify.annotations.Nullable;

/**
 * One instance of one attribute of one entity, whose versions form a history.
 *
 * @param datasetId of the instance; null for the default one
 */
public record Series(
        String entityId, String attribute, @Nullable String datasetId) {
    /**
     * The attribute under which an entity's types are kept, as {@link Content.VocabProperty}. No attribute can be called so:
     * names have no parentheses.
     */
    public static final String TYPES = "(type)";

    /** The order in files: by entity, attribute, then the default instance before the others. */
    static final Comparator<Series> ORDER = Comparator.comparing(Series::entityId)
            .thenComparing(Series::attribute)
            .thenComparing(Series::datasetId, Comparator.nullsFirst(Comparator.naturalOrder()));

    boolean isTypes() {
        return attribute.equals(TYPES);
    }
}
