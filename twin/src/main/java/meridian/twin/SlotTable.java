package meridian.twin;

import java.util.Arrays;
import meridian.twin.entity.Entity;
import meridian.twin.map.PersistentMap;

/**
 * A writer's own short way from an id to its slot: one look into an array, where the hash trie takes one for each of its
 * levels. Open addressing with a bounded search; what does not find room within it is found in the trie.
 *
 * <p>Nothing is taken out: the slot of a deleted entity is empty for ever, so its line leads nowhere.
 */
final class SlotTable {
    static final int NONE = -1;

    private static final int PROBES = 32;
    private static final long FREE = -1;

    /** Hash in the upper half, slot in the lower. */
    private long[] lines;

    private int used;

    SlotTable(Entities entities) {
        rebuild(entities);
    }

    /** The slot of an id, {@link #NONE} where there is no such entity. */
    int find(String id, Entities entities, PersistentMap<String, Integer> trie) {
        int hash = hash(id);
        for (int i = 0; i < PROBES; i++) {
            long line = lines[hash + i & lines.length - 1];
            if (line == FREE) {
                return NONE;
            }
            if ((int) (line >>> 32) == hash) {
                Entity entity = entities.get((int) line);
                if (entity != null && entity.id().equals(id)) {
                    return (int) line;
                }
            }
        }
        Integer slot = trie.get(id);
        return slot == null ? NONE : slot;
    }

    /** The slot that an id may have, {@link #NONE} where the first look finds none; sure only after {@link #find}. */
    int guess(String id) {
        int hash = hash(id);
        long line = lines[hash & lines.length - 1];
        return (int) (line >>> 32) == hash && line != FREE ? (int) line : NONE;
    }

    /** A new entity, which stands in its slot already. */
    void put(String id, int slot, Entities entities) {
        if (2 * (used + 1) > lines.length) {
            rebuild(entities);
            return;
        }
        insert(id, slot);
    }

    private void insert(String id, int slot) {
        int hash = hash(id);
        for (int i = 0; i < PROBES; i++) {
            int place = hash + i & lines.length - 1;
            if (lines[place] == FREE) {
                lines[place] = (long) hash << 32 | slot;
                used++;
                return;
            }
        }
    }

    private void rebuild(Entities entities) {
        int live = 0;
        for (int slot = 0; slot < entities.end(); slot++) {
            live += entities.get(slot) == null ? 0 : 1;
        }
        lines = new long[Integer.highestOneBit(Math.max(1_024, live)) * 4];
        Arrays.fill(lines, FREE);
        used = 0;
        for (int slot = 0; slot < entities.end(); slot++) {
            Entity entity = entities.get(slot);
            if (entity != null) {
                insert(entity.id(), slot);
            }
        }
    }

    private static int hash(String id) {
        int hash = id.hashCode();
        return (hash ^ hash >>> 15) * 0x2C1B3C6D ^ hash;
    }
}
