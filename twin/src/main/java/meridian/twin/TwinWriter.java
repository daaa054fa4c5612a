package meridian.twin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Geometry;
import meridian.twin.entity.Rejected;
import meridian.twin.entity.Times;
import meridian.twin.event.TwinEvent;
import meridian.twin.event.TwinEvent.AttributeDeleted;
import meridian.twin.event.TwinEvent.AttributesMerged;
import meridian.twin.event.TwinEvent.Observation;
import meridian.twin.map.Owner;
import meridian.twin.map.PersistentMap;
import meridian.twin.map.SlotSet;
import org.jspecify.annotations.Nullable;

/**
 * Folds many events and publishes a state when asked: {@link TwinState#fold}, in bulk. Belongs to one thread.
 *
 * <p>Between two calls of {@link #publish} it changes parts of its own in place; what was published never changes.
 */
public final class TwinWriter {
    /** Events that {@link #lookAhead} looks at: few enough that what it finds stays in a core's own cache until it is needed. */
    public static final int AHEAD = 128;

    /** After so many look-ups a table of all ids has paid off; a single step does without. */
    private static final int WORTH_A_TABLE = 2_048;

    private Owner owner = new Owner();
    private long position;
    private long recordedMicros;
    private int size;
    private Entities entities;
    private PersistentMap<String, Integer> slots;
    private PersistentMap<String, SlotSet> types;
    private PersistentMap<String, SlotSet> targets;
    private Places places;
    private @Nullable SlotTable shortWay;
    private final LookAhead ahead = new LookAhead();
    private int lookUps;
    private final long[] counts = new long[Outcome.values().length];

    public TwinWriter(TwinState from) {
        this.position = from.position();
        this.recordedMicros = from.recordedMicros;
        this.size = from.size();
        this.entities = from.entities;
        this.slots = from.slots;
        this.types = from.types;
        this.targets = from.targets;
        this.places = from.places;
        FoldCounts before = from.counts();
        counts[Outcome.APPLIED.ordinal()] = before.applied();
        counts[Outcome.OLDER.ordinal()] = before.older();
        counts[Outcome.UNKNOWN.ordinal()] = before.unknown();
        counts[Outcome.EXISTS.ordinal()] = before.existing();
        counts[Outcome.REFUSED.ordinal()] = before.refused();
    }

    /** The state now. It stays as it is whatever comes. */
    public TwinState publish() {
        owner = new Owner();
        return new TwinState(position, recordedMicros, size, entities, slots, types, targets, places, counts());
    }

    /** Of the last event that was folded. */
    public long position() {
        return position;
    }

    private FoldCounts counts() {
        return new FoldCounts(
                counts[Outcome.APPLIED.ordinal()],
                counts[Outcome.OLDER.ordinal()],
                counts[Outcome.UNKNOWN.ordinal()],
                counts[Outcome.EXISTS.ordinal()],
                counts[Outcome.REFUSED.ordinal()]);
    }

    /**
     * Folds an event.
     *
     * @param eventPosition above 0
     * @param recordedAtMicros when the journal took it; see {@link Times}
     * @return what it did; of several observations, {@link Outcome#APPLIED} where one of them was applied, else what became
     *     of the last
     */
    public Outcome apply(long eventPosition, long recordedAtMicros, TwinEvent event) {
        if (eventPosition <= position) {
            return Outcome.DUPLICATE;
        }
        position = eventPosition;
        recordedMicros = Times.checked(recordedAtMicros, "recordedAt");
        return switch (event) {
            case TwinEvent.EntityCreated e -> counted(created(e.entity()));
            case TwinEvent.EntityReplaced e -> counted(replaced(e.entity()));
            case AttributesMerged e -> counted(merged(e));
            case AttributeDeleted e -> counted(attributeDeleted(e));
            case TwinEvent.EntityDeleted e -> counted(deleted(e.entityId()));
            case Observation e -> counted(observed(e));
            case TwinEvent.Observations e -> observedAll(e.observations());
        };
    }

    private Outcome observedAll(List<Observation> observations) {
        Outcome outcome = Outcome.UNKNOWN;
        boolean applied = false;
        for (int i = 0; i < observations.size(); i++) {
            if (i % AHEAD == 0) {
                lookAhead(observations.subList(i, Math.min(i + AHEAD, observations.size())));
            }
            outcome = counted(observed(observations.get(i)));
            applied |= outcome == Outcome.APPLIED;
        }
        return applied ? Outcome.APPLIED : outcome;
    }

    /**
     * Touches what the next events will need, so that applying them finds it near: of many entities together the processor waits
     * for the memory once, where {@link #apply} waits for each. Changes nothing; for {@link LookAhead#MOST} events at most.
     */
    public void lookAhead(List<? extends TwinEvent> events) {
        if (shortWay != null) {
            ahead.look(events, shortWay, entities);
        }
    }

    private Outcome counted(Outcome outcome) {
        counts[outcome.ordinal()]++;
        return outcome;
    }

    private int slotOf(String id) {
        SlotTable table = shortWay;
        if (table != null) {
            return table.find(id, entities, slots);
        }
        if (++lookUps == WORTH_A_TABLE) {
            shortWay = new SlotTable(entities);
        }
        Integer slot = slots.get(id);
        return slot == null ? -1 : slot;
    }

    private Entity at(int slot) {
        Entity entity = entities.get(slot);
        if (entity == null) {
            throw new IllegalStateException("slot " + slot + " is empty");
        }
        return entity;
    }

    private Outcome created(Entity entity) {
        if (slotOf(entity.id()) >= 0) {
            return Outcome.EXISTS;
        }
        add(stampedNew(entity));
        return Outcome.APPLIED;
    }

    private Outcome replaced(Entity entity) {
        int slot = slotOf(entity.id());
        if (slot < 0) {
            add(stampedNew(entity));
        } else {
            Entity old = at(slot);
            swap(slot, old, stampedNew(entity).stamped(old.createdMicros(), recordedMicros, position));
        }
        return Outcome.APPLIED;
    }

    private Entity stampedNew(Entity entity) {
        List<Attribute> stamped = new ArrayList<>(entity.attributeCount());
        for (Attribute attribute : entity.attributes()) {
            stamped.add(stamped(attribute, recordedMicros));
        }
        return entity.withAttributes(stamped).stamped(recordedMicros, recordedMicros, position);
    }

    private Attribute stamped(Attribute attribute, long createdMicros) {
        Attribute bare = attribute.subs().isEmpty()
                ? attribute
                : attribute.withSubs(attribute.subs().stream()
                        .map(sub -> stamped(sub, recordedMicros))
                        .toList());
        return bare.stamped(createdMicros, recordedMicros);
    }

    private Outcome merged(AttributesMerged event) {
        int slot = slotOf(event.entityId());
        if (slot < 0) {
            return Outcome.UNKNOWN;
        }
        Entity old = at(slot);
        try {
            Set<String> all = new TreeSet<>(old.types());
            all.addAll(event.addedTypes());
            Entity merged = old.withAttributes(mergedAttributes(old, event))
                    .withKinds(List.copyOf(all), event.scopes().orElse(old.scopes()))
                    .stamped(old.createdMicros(), recordedMicros, position);
            swap(slot, old, merged);
            return Outcome.APPLIED;
        } catch (Rejected tooLarge) {
            return Outcome.REFUSED;
        }
    }

    private List<Attribute> mergedAttributes(Entity old, AttributesMerged event) {
        List<Attribute> attributes = new ArrayList<>(old.attributes());
        for (Attribute attribute : event.attributes()) {
            int index = old.indexOf(attribute.name(), attribute.datasetId().orElse(null));
            if (index < 0) {
                attributes.add(stamped(attribute, recordedMicros));
            } else if (!event.keepsExisting()) {
                attributes.set(index, stamped(attribute, old.attribute(index).createdMicros()));
            }
        }
        return attributes;
    }

    private Outcome attributeDeleted(AttributeDeleted event) {
        int slot = slotOf(event.entityId());
        if (slot < 0) {
            return Outcome.UNKNOWN;
        }
        Entity old = at(slot);
        List<Attribute> left = new ArrayList<>(old.attributes());
        boolean found =
                left.removeIf(a -> event.all() ? a.name().equals(event.name()) : a.is(event.name(), event.datasetId()));
        if (!found) {
            return Outcome.UNKNOWN;
        }
        swap(slot, old, old.withAttributes(left).stamped(old.createdMicros(), recordedMicros, position));
        return Outcome.APPLIED;
    }

    private Outcome deleted(String id) {
        int slot = slotOf(id);
        if (slot < 0) {
            return Outcome.UNKNOWN;
        }
        Entity old = at(slot);
        old.types().forEach(type -> types = without(types, type, slot));
        eachTarget(old, target -> targets = without(targets, target, slot));
        Geometry location = TwinState.location(old);
        if (location != null) {
            places = places.without(slot, location.box(), owner);
        }
        entities = entities.without(slot, owner);
        slots = slots.without(id, owner);
        size--;
        return Outcome.APPLIED;
    }

    private Outcome observed(Observation o) {
        int slot = slotOf(o.entityId());
        if (slot < 0) {
            return observedFirst(o);
        }
        Entity old = at(slot);
        int index = old.indexOf(o.name(), o.datasetId());
        if (index < 0) {
            return observedNew(slot, old, o);
        }
        Attribute present = old.attribute(index);
        if (present.observedMicros() != Times.NONE && o.observedMicros() < present.observedMicros()) {
            return Outcome.OLDER;
        }
        Attribute renewed = present.renewed(o.content(), o.observedMicros(), o.quality(), o.source(), recordedMicros);
        Entity next = old.withAttributeAt(index, renewed, recordedMicros, position);
        if (isIndexed(present.content()) || isIndexed(o.content())) {
            swap(slot, old, next);
        } else {
            entities = entities.with(slot, next, owner);
        }
        return Outcome.APPLIED;
    }

    private static boolean isIndexed(Content content) {
        return content instanceof Content.GeoProperty || content instanceof Content.Relationship;
    }

    private Outcome observedFirst(Observation o) {
        String type = o.entityType();
        if (type == null) {
            return Outcome.UNKNOWN;
        }
        add(stampedNew(Entity.of(o.entityId(), type, attribute(o))));
        return Outcome.APPLIED;
    }

    private Outcome observedNew(int slot, Entity old, Observation o) {
        try {
            List<Attribute> attributes = new ArrayList<>(old.attributes());
            attributes.add(stamped(attribute(o), recordedMicros));
            swap(slot, old, old.withAttributes(attributes).stamped(old.createdMicros(), recordedMicros, position));
            return Outcome.APPLIED;
        } catch (Rejected tooLarge) {
            return Outcome.REFUSED;
        }
    }

    private static Attribute attribute(Observation o) {
        return Attribute.of(o.name(), o.content(), o.datasetId(), o.observedMicros(), o.quality(), o.source());
    }

    private void add(Entity entity) {
        int slot = entities.end();
        entities = entities.with(slot, entity, owner);
        slots = slots.with(entity.id(), slot, owner);
        if (shortWay != null) {
            shortWay.put(entity.id(), slot, entities);
        }
        entity.types().forEach(type -> types = with(types, type, slot));
        eachTarget(entity, target -> targets = with(targets, target, slot));
        Geometry location = TwinState.location(entity);
        if (location != null) {
            places = places.with(slot, location.box(), owner);
        }
        size++;
    }

    /** Puts an entity of a snapshot, as it was; false where there is one of its id. */
    boolean restore(Entity entity) {
        if (slotOf(entity.id()) >= 0) {
            return false;
        }
        add(entity);
        return true;
    }

    private void swap(int slot, Entity old, Entity next) {
        entities = entities.with(slot, next, owner);
        if (!old.types().equals(next.types())) {
            old.types().forEach(type -> types = without(types, type, slot));
            next.types().forEach(type -> types = with(types, type, slot));
        }
        reTarget(slot, old, next);
        move(slot, TwinState.location(old), TwinState.location(next));
    }

    private void reTarget(int slot, Entity old, Entity next) {
        Set<String> before = new HashSet<>();
        eachTarget(old, before::add);
        Set<String> after = new HashSet<>();
        eachTarget(next, after::add);
        if (before.equals(after)) {
            return;
        }
        before.forEach(target -> targets = without(targets, target, slot));
        after.forEach(target -> targets = with(targets, target, slot));
    }

    private void move(int slot, @Nullable Geometry before, @Nullable Geometry after) {
        if (before == after || before != null && after != null && Places.sameCell(before.box(), after.box())) {
            return;
        }
        if (before != null) {
            places = places.without(slot, before.box(), owner);
        }
        if (after != null) {
            places = places.with(slot, after.box(), owner);
        }
    }

    private static void eachTarget(Entity entity, Consumer<String> action) {
        for (int i = 0; i < entity.attributeCount(); i++) {
            if (entity.attribute(i).content() instanceof Content.Relationship to) {
                to.objects().forEach(action);
            }
        }
    }

    private PersistentMap<String, SlotSet> with(PersistentMap<String, SlotSet> index, String key, int slot) {
        SlotSet there = index.get(key);
        return index.with(key, (there == null ? SlotSet.EMPTY : there).with(slot, owner), owner);
    }

    private PersistentMap<String, SlotSet> without(PersistentMap<String, SlotSet> index, String key, int slot) {
        SlotSet there = index.get(key);
        if (there == null) {
            return index;
        }
        SlotSet left = there.without(slot, owner);
        return left.size() == 0 ? index.without(key, owner) : index.with(key, left, owner);
    }
}
