package meridian.api.live;

import meridian.twin.entity.Attribute;
import org.jspecify.annotations.Nullable;

/**
 * Which instance of which attribute.
 *
 * @param datasetId null for the default one
 */
record Instance(String name, @Nullable String datasetId) {
    static Instance of(Attribute attribute) {
        return new Instance(attribute.name(), attribute.datasetId().orElse(null));
    }
}
