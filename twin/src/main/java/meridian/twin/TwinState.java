package meridian.twin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.GeoBox;
import meridian.twin.entity.Geometry;
import meridian.twin.entity.Times;
import meridian.twin.event.TwinEvent;
import meridian.twin.map.PersistentMap;
import meridian.twin.map.SlotSet;
import org.jspecify.annotations.Nullable;

/**
 * All entities at one position of the journal. Immutable and safe for all threads; keep it as long as you like.
 *
 * <p>Answers with several entities come in the order in which the entities were made, the same from state to state.
 */
public final class TwinState {
    /** Without entities, before the first event. */
    public static final TwinState EMPTY = new TwinState(0, Times.NONE, FoldCounts.NONE);

    final long recordedMicros;
    final Entities entities;
    final PersistentMap<String, Integer> slots;
    final PersistentMap<String, SlotSet> types;
    final PersistentMap<String, SlotSet> targets;
    final Places places;
    private final long position;
    private final int size;
    private final FoldCounts counts;

    /** Without entities, at a position. */
    TwinState(long position, long recordedMicros, FoldCounts counts) {
        this(
                position,
                recordedMicros,
                0,
                Entities.EMPTY,
                PersistentMap.empty(),
                PersistentMap.empty(),
                PersistentMap.empty(),
                Places.EMPTY,
                counts);
    }

    TwinState(
            long position,
            long recordedMicros,
            int size,
            Entities entities,
            PersistentMap<String, Integer> slots,
            PersistentMap<String, SlotSet> types,
            PersistentMap<String, SlotSet> targets,
            Places places,
            FoldCounts counts) {
        this.position = position;
        this.recordedMicros = recordedMicros;
        this.size = size;
        this.entities = entities;
        this.slots = slots;
        this.types = types;
        this.targets = targets;
        this.places = places;
        this.counts = counts;
    }

    /**
     * The step: this state and an event give the next state, by the rules in the package's description.
     *
     * @param eventPosition of the event in the journal
     * @param recordedAt when the journal took it
     */
    public TwinState fold(long eventPosition, Instant recordedAt, TwinEvent event) {
        TwinWriter writer = new TwinWriter(this);
        writer.apply(eventPosition, Times.micros(recordedAt), event);
        return writer.publish();
    }

    /** Of the last event that was folded; 0 before the first. */
    public long position() {
        return position;
    }

    /** When the journal took the last event; empty before the first. */
    public Optional<Instant> recordedAt() {
        return recordedMicros == Times.NONE ? Optional.empty() : Optional.of(Times.instant(recordedMicros));
    }

    /** Number of entities. */
    public int size() {
        return size;
    }

    public FoldCounts counts() {
        return counts;
    }

    public Optional<Entity> find(String id) {
        Integer slot = slots.get(id);
        return slot == null ? Optional.empty() : Optional.ofNullable(entities.get(slot));
    }

    /** All entities, one after the other. */
    public void forEach(Consumer<Entity> action) {
        for (int slot = 0; slot < entities.end(); slot++) {
            Entity entity = entities.get(slot);
            if (entity != null) {
                action.accept(entity);
            }
        }
    }

    /** Number of entities by type; an entity of two types counts for both. */
    public Map<String, Integer> types() {
        Map<String, Integer> counted = new TreeMap<>();
        types.forEach((type, with) -> counted.put(type, with.size()));
        return counted;
    }

    public int countOfType(String type) {
        SlotSet with = types.get(type);
        return with == null ? 0 : with.size();
    }

    public void forEachOfType(String type, Consumer<Entity> action) {
        each(types.get(type), action);
    }

    /** Entities of which some relationship leads to this id. */
    public void forEachReferringTo(String id, Consumer<Entity> action) {
        each(targets.get(id), action);
    }

    /** Entities whose location's box and this one meet. */
    public void forEachIn(GeoBox box, Consumer<Entity> action) {
        SlotBits found = new SlotBits(entities.end());
        places.candidates(box, found::add);
        found.forEach(slot -> {
            Entity entity = entities.get(slot);
            Geometry location = entity == null ? null : location(entity);
            if (location != null && box.intersects(location.box())) {
                action.accept(entity);
            }
        });
    }

    /** The entities of {@link #forEachOfType}. */
    public List<Entity> ofType(String type) {
        List<Entity> found = new ArrayList<>(countOfType(type));
        forEachOfType(type, found::add);
        return found;
    }

    /** The entities of {@link #forEachReferringTo}. */
    public List<Entity> referringTo(String id) {
        List<Entity> found = new ArrayList<>();
        forEachReferringTo(id, found::add);
        return found;
    }

    /** The entities of {@link #forEachIn}. */
    public List<Entity> in(GeoBox box) {
        List<Entity> found = new ArrayList<>();
        forEachIn(box, found::add);
        return found;
    }

    /**
     * What happened to an entity between two states.
     *
     * @param before empty where it did not exist
     * @param after empty where it does not exist any more
     */
    public record Change(Optional<Entity> before, Optional<Entity> after) {
        public String id() {
            return after.or(() -> before).orElseThrow().id();
        }
    }

    /** Entities that differ from an older state of the same twin; takes time by what changed, not by what there is. */
    public List<Change> changesSince(TwinState older) {
        List<Change> changes = new ArrayList<>();
        entities.changedSince(
                older.entities,
                slot -> changes.add(new Change(
                        Optional.ofNullable(older.entities.get(slot)), Optional.ofNullable(entities.get(slot)))));
        return changes;
    }

    private void each(@Nullable SlotSet chosen, Consumer<Entity> action) {
        if (chosen != null) {
            chosen.forEach(slot -> action.accept(there(slot)));
        }
    }

    private Entity there(int slot) {
        Entity entity = entities.get(slot);
        if (entity == null) {
            throw new IllegalStateException("an index names slot " + slot + ", where no entity is");
        }
        return entity;
    }

    /** NGSI-LD's place of an entity: the default instance of its GeoProperty {@code location}. Null where it has none. */
    public static @Nullable Geometry location(Entity entity) {
        for (int i = 0; i < entity.attributeCount(); i++) {
            Geometry geometry = locationOf(entity.attribute(i));
            if (geometry != null) {
                return geometry;
            }
        }
        return null;
    }

    static @Nullable Geometry locationOf(Attribute attribute) {
        return attribute.content() instanceof Content.GeoProperty geo
                        && (attribute.is("location", null) || attribute.is(EXPANDED_LOCATION, null))
                ? geo.geometry()
                : null;
    }

    private static final String EXPANDED_LOCATION = "https://uri.etsi.org/ngsi-ld/location";

    /** Slots that were found, each once and in ascending order. */
    private static final class SlotBits {
        private final long[] words;

        SlotBits(int end) {
            words = new long[(end >> 6) + 1];
        }

        void add(int slot) {
            words[slot >> 6] |= 1L << slot;
        }

        void forEach(IntConsumer action) {
            for (int w = 0; w < words.length; w++) {
                for (long word = words[w]; word != 0; word &= word - 1) {
                    action.accept(w * Long.SIZE + Long.numberOfTrailingZeros(word));
                }
            }
        }
    }
}
