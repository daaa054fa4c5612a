package meridian.twin.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Limits;
import meridian.twin.entity.Names;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Rejected;
import meridian.twin.entity.Times;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as its producer says it. Immutable; checked when it is made.
 *
 * <p>All but observations are orders: they hold in the order of positions, whatever their times. Observations are reports: the
 * one observed last holds, in whatever order they come.
 */
public sealed interface TwinEvent {
    /** When the producer made it; see {@link Times}. */
    long producedMicros();

    /** A new entity; without effect where one of this id exists. */
    record EntityCreated(Entity entity, long producedMicros) implements TwinEvent {
        public EntityCreated {
            Times.checked(producedMicros, "producedAt");
        }
    }

    /** An entity instead of the one of this id, or a new one. The old one's createdAt stays. */
    record EntityReplaced(Entity entity, long producedMicros) implements TwinEvent {
        public EntityReplaced {
            Times.checked(producedMicros, "producedAt");
        }
    }

    /**
     * Some attribute instances, each as a whole, beside or instead of those of the same name and datasetId.
     *
     * @param addedTypes types it has from now on beside those it has
     * @param scopes its scopes from now on; empty where they stay
     * @param keepsExisting whether instances that exist stay as they are (NGSI-LD's noOverwrite)
     */
    record AttributesMerged(
            String entityId,
            List<String> addedTypes,
            Optional<List<String>> scopes,
            List<Attribute> attributes,
            boolean keepsExisting,
            long producedMicros)
            implements TwinEvent {
        public AttributesMerged {
            Names.id(entityId);
            addedTypes = List.copyOf(addedTypes);
            addedTypes.forEach(Names::name);
            scopes = scopes.map(List::copyOf);
            scopes.ifPresent(list -> list.forEach(Names::scope));
            // Sorts, and refuses the same instance twice and more of anything than could be read again.
            List<String> types = addedTypes.isEmpty() ? List.of("Any") : addedTypes;
            attributes = List.copyOf(Entity.of(entityId, types, scopes.orElse(List.of()), attributes)
                    .attributes());
            Times.checked(producedMicros, "producedAt");
        }

        /** Only attributes, and they win. */
        public static AttributesMerged of(String entityId, Instant producedAt, Attribute... attributes) {
            return new AttributesMerged(
                    entityId, List.of(), Optional.empty(), List.of(attributes), false, Times.micros(producedAt));
        }
    }

    /**
     * An attribute is gone: its default instance, the one of a datasetId, or all of its instances.
     *
     * @param datasetId of the instance; null for the default one
     */
    record AttributeDeleted(
            String entityId, String name, @Nullable String datasetId, boolean all, long producedMicros)
            implements TwinEvent {
        public AttributeDeleted {
            Names.id(entityId);
            name = Names.name(name);
            datasetId = datasetId == null ? null : Names.label(datasetId);
            Times.checked(producedMicros, "producedAt");
        }
    }

    record EntityDeleted(String entityId, long producedMicros) implements TwinEvent {
        public EntityDeleted {
            Names.id(entityId);
            Times.checked(producedMicros, "producedAt");
        }
    }

    /**
     * One value of one attribute of one entity at one time.
     *
     * @param entityType what the entity is, where the producer says it; then the first observation makes an entity that does
     *     not exist. Without it, an observation of an unknown entity changes nothing and is counted.
     * @param datasetId null for the default instance
     * @param observedMicros when the value was true
     * @param source who says so; may be null
     */
    record Observation(
            String entityId,
            @Nullable String entityType,
            String name,
            @Nullable String datasetId,
            Content content,
            long observedMicros,
            Quality quality,
            @Nullable String source)
            implements TwinEvent {
        public Observation {
            Names.id(entityId);
            entityType = entityType == null ? null : Names.name(entityType);
            name = Names.name(name);
            datasetId = datasetId == null ? null : Names.label(datasetId);
            source = source == null ? null : Names.label(source);
            Times.checked(observedMicros, "observedAt");
        }

        public static Observation of(
                String entityId, String name, Content content, Instant observedAt, Quality quality, String source) {
            return new Observation(entityId, null, name, null, content, Times.micros(observedAt), quality, source);
        }

        @Override
        public long producedMicros() {
            return observedMicros;
        }
    }

    /** Several observations that were acknowledged together, under one position; of two that tie, the later in the list holds. */
    record Observations(List<Observation> observations) implements TwinEvent {
        public Observations {
            if (observations.isEmpty() || observations.size() > Limits.OBSERVATIONS) {
                throw new Rejected(
                        Rejected.Reason.TOO_LARGE,
                        "observations",
                        "has " + observations.size() + ", 1 to " + Limits.OBSERVATIONS + " are taken");
            }
            observations = List.copyOf(observations);
        }

        /** Of the last in the list. */
        @Override
        public long producedMicros() {
            return observations.getLast().observedMicros();
        }
    }
}
