package meridian.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.history.Version;

/** Makes an entity of the versions of its attributes that held at a time. Sub-properties and scopes are not kept. */
final class PastEntity {
    private PastEntity() {}

    /** Empty where its types say that it did not exist. */
    static Optional<Entity> of(String entityId, Map<Series, Version> held) {
        Version kinds = held.get(new Series(entityId, Series.TYPES, null));
        if (kinds == null || !(kinds.content() instanceof Content.VocabProperty types)) {
            return Optional.empty();
        }
        List<Attribute> attributes = new ArrayList<>();
        held.forEach((series, version) -> {
            Content content = version.content();
            if (!series.isTypes() && content != null) {
                attributes.add(Attribute.of(
                                series.attribute(),
                                content,
                                series.datasetId(),
                                version.observedMicros(),
                                version.quality(),
                                version.source())
                        .stamped(version.recordedMicros(), version.recordedMicros()));
            }
        });
        return Optional.of(Entity.of(entityId, types.words(), List.of(), attributes)
                .stamped(kinds.recordedMicros(), kinds.recordedMicros(), kinds.position()));
    }
}
