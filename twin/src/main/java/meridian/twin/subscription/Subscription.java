package meridian.twin.subscription;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Times;
import meridian.twin.query.EntityQuery;
import meridian.twin.query.QueryError;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be told of, and how.
 *
 * @param selectors one of them accepts the entity; none: any entity
 * @param watched names of attributes; a change of one of them is told; none: of any
 * @param triggers what happened to the entity or to a watched attribute
 * @param condition q, geoQ and scopeQ: hold for the entity after the event, or before it where it is deleted
 * @param attributes that are told; none: all
 * @param keyValues whether values are told alone
 * @param throttling at least so long between two notifications; zero: none
 * @param expiresMicros what happened after it is not told; {@link Times#NONE} for never
 * @param active whether notifications are delivered now; those of a paused one wait
 */
public record Subscription(
        String id,
        List<EntitySelector> selectors,
        Set<String> watched,
        Set<Trigger> triggers,
        EntityQuery condition,
        Set<String> attributes,
        boolean keyValues,
        Endpoint endpoint,
        Duration throttling,
        long expiresMicros,
        boolean active) {
    /** Where none are stated (clause 5.2.12). */
    public static final Set<Trigger> USUAL = Set.of(Trigger.ATTRIBUTE_CREATED, Trigger.ATTRIBUTE_UPDATED);

    public Subscription {
        selectors = List.copyOf(selectors);
        watched = Set.copyOf(watched);
        triggers = Set.copyOf(triggers);
        attributes = Set.copyOf(attributes);
    }

    /** Whether something that the journal took then is still told. */
    public boolean isValidAt(long recordedMicros) {
        return expiresMicros == Times.NONE || recordedMicros <= expiresMicros;
    }

    /**
     * Whether an event is told that led from one entity to the other.
     *
     * @param before empty where there was none
     * @param after empty where there is none any more; one of both is there
     */
    public boolean notices(Optional<Entity> before, Optional<Entity> after) {
        Entity entity = after.or(() -> before).orElseThrow();
        if (!selects(entity) || !happened(before.orElse(null), after.orElse(null))) {
            return false;
        }
        if (!attributes.isEmpty()
                && after.isPresent()
                && entity.attributes().stream().noneMatch(this::isTold)) {
            return false; // Nothing would be told (clause 5.8.6).
        }
        try {
            return condition.accepts(entity);
        } catch (QueryError tooCostly) {
            // A pattern that cannot be answered for this entity: rather one too many than one that is lost.
            return true;
        }
    }

    private boolean isTold(Attribute attribute) {
        return attributes.contains(attribute.name());
    }

    private boolean selects(Entity entity) {
        if (selectors.isEmpty()) {
            return true;
        }
        try {
            for (EntitySelector selector : selectors) {
                if (selector.accepts(entity)) {
                    return true;
                }
            }
            return false;
        } catch (QueryError tooCostly) {
            return true;
        }
    }

    private boolean happened(@Nullable Entity before, @Nullable Entity after) {
        if (before == null) {
            return triggers.contains(Trigger.ENTITY_CREATED) || attributesHappened(before, after);
        }
        if (after == null) {
            return triggers.contains(Trigger.ENTITY_DELETED);
        }
        return attributesHappened(before, after);
    }

    private boolean attributesHappened(@Nullable Entity before, @Nullable Entity after) {
        for (Trigger seen : changes(before, after)) {
            // To make an entity is not to update it, though its attributes are new.
            if (triggers.contains(seen) || before != null && triggers.contains(Trigger.ENTITY_UPDATED)) {
                return true;
            }
        }
        return false;
    }

    /** What happened to watched attributes, instance by instance. */
    private Set<Trigger> changes(@Nullable Entity before, @Nullable Entity after) {
        Set<Trigger> changes = EnumSet.noneOf(Trigger.class);
        Set<Attribute> known = before == null ? Set.of() : identities(before);
        for (Attribute attribute : after == null ? List.<Attribute>of() : after.attributes()) {
            if (isWatched(attribute) && !known.contains(attribute)) {
                boolean there = before != null
                        && before.indexOf(
                                        attribute.name(), attribute.datasetId().orElse(null))
                                >= 0;
                changes.add(there ? Trigger.ATTRIBUTE_UPDATED : Trigger.ATTRIBUTE_CREATED);
            }
        }
        for (Attribute attribute : before == null || after == null ? List.<Attribute>of() : before.attributes()) {
            if (isWatched(attribute)
                    && after.indexOf(attribute.name(), attribute.datasetId().orElse(null)) < 0) {
                changes.add(Trigger.ATTRIBUTE_DELETED);
            }
        }
        return changes;
    }

    /** The very objects: an attribute that an event said again is another one, whatever its value and times. */
    private static Set<Attribute> identities(Entity entity) {
        Set<Attribute> same = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        same.addAll(entity.attributes());
        return same;
    }

    private boolean isWatched(Attribute attribute) {
        return watched.isEmpty() || watched.contains(attribute.name());
    }
}
