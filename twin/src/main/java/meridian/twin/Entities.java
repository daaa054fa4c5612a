package meridian.twin;

import java.util.Arrays;
import java.util.function.IntConsumer;
import meridian.twin.entity.Entity;
import meridian.twin.map.Owner;
import org.jspecify.annotations.Nullable;

/**
 * Entities by slot: a number that an entity gets when it is made and that nobody gets after it. Slots give every answer its
 * order. Pages without an entity are dropped; a restart numbers anew, in the same order.
 */
final class Entities {
    static final Entities EMPTY = new Entities(null, new Page[0], 0);

    private static final int PAGE = 32;

    private static final class Page {
        final Owner owner;
        final @Nullable Entity[] entities;
        int size;

        Page(Owner owner, @Nullable Entity[] entities, int size) {
            this.owner = owner;
            this.entities = entities;
            this.size = size;
        }

        Page ownedBy(Owner wanted) {
            return owner == wanted ? this : new Page(wanted, entities.clone(), size);
        }
    }

    private final @Nullable Owner owner;
    private @Nullable Page[] pages;
    /** The next entity's slot. */
    private int end;

    private Entities(@Nullable Owner owner, @Nullable Page[] pages, int end) {
        this.owner = owner;
        this.pages = pages;
        this.end = end;
    }

    int end() {
        return end;
    }

    @Nullable
    Entity get(int slot) {
        Page page = slot / PAGE < pages.length ? pages[slot / PAGE] : null;
        return page == null ? null : page.entities[slot % PAGE];
    }

    Entities with(int slot, Entity entity, Owner wanted) {
        Entities own = ownedBy(wanted);
        int index = slot / PAGE;
        if (index >= own.pages.length) {
            own.pages = Arrays.copyOf(own.pages, Math.max(index + 1, own.pages.length + own.pages.length / 2));
        }
        Page old = own.pages[index];
        Page page = old == null ? new Page(wanted, new Entity[PAGE], 0) : old.ownedBy(wanted);
        if (page.entities[slot % PAGE] == null) {
            page.size++;
        }
        page.entities[slot % PAGE] = entity;
        own.pages[index] = page;
        own.end = Math.max(own.end, slot + 1);
        return own;
    }

    Entities without(int slot, Owner wanted) {
        Entities own = ownedBy(wanted);
        Page page = own.pages[slot / PAGE].ownedBy(wanted);
        page.entities[slot % PAGE] = null;
        page.size--;
        own.pages[slot / PAGE] = page.size == 0 ? null : page;
        return own;
    }

    private Entities ownedBy(Owner wanted) {
        return owner == wanted ? this : new Entities(wanted, pages.clone(), end);
    }

    /** Slots whose entities differ from those of an older version: made, changed or deleted since. */
    void changedSince(Entities older, IntConsumer action) {
        for (int p = 0; p < pages.length; p++) {
            Page now = pages[p];
            Page then = p < older.pages.length ? older.pages[p] : null;
            if (now != then) {
                changed(now, then, p * PAGE, action);
            }
        }
    }

    private static void changed(@Nullable Page now, @Nullable Page then, int first, IntConsumer action) {
        for (int i = 0; i < PAGE; i++) {
            Entity a = now == null ? null : now.entities[i];
            Entity b = then == null ? null : then.entities[i];
            if (a != b) {
                action.accept(first + i);
            }
        }
    }
}
