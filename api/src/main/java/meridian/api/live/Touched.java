package meridian.api.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entity that is another one after a batch.
 *
 * @param before null where it was not there
 * @param after null where it is not there any more
 * @param updates of its attributes, each with how often it was changed
 * @param whole whether it is new, or its types or scopes are others, so that all of it has to be told
 */
record Touched(String id, @Nullable Placed before, @Nullable Placed after, List<Update> updates, boolean whole) {

    /** @param times at least 1 */
    record Update(Instance instance, int times) {}
}
