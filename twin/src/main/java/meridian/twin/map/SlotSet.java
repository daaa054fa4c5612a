package meridian.twin.map;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Whole numbers from 0, in ascending order: few of them in an array, many as bits in pages.
 *
 * <p>A value: {@link #with} and {@link #without} give another set, and change parts of the owner's own in place.
 */
public final class SlotSet {
    public static final SlotSet EMPTY = new SlotSet(null, new int[0], new Page[0], 0);

    private static final int FEW = 32;
    private static final int PAGE_WORDS = 64;
    private static final int PAGE_BITS = PAGE_WORDS * Long.SIZE;

    private static final class Page {
        final Owner owner;
        final long[] words;
        int size;

        Page(Owner owner, long[] words, int size) {
            this.owner = owner;
            this.words = words;
            this.size = size;
        }

        Page ownedBy(Owner wanted) {
            return owner == wanted ? this : new Page(wanted, words.clone(), size);
        }
    }

    private final @Nullable Owner owner;
    private final int[] few;
    /** Pages without a bit are null. Not used while there are few. */
    private @Nullable Page[] pages;

    private int size;

    private SlotSet(@Nullable Owner owner, int[] few, @Nullable Page[] pages, int size) {
        this.owner = owner;
        this.few = few;
        this.pages = pages;
        this.size = size;
    }

    public int size() {
        return size;
    }

    private boolean isFew() {
        return pages.length == 0;
    }

    public boolean contains(int slot) {
        if (isFew()) {
            return Arrays.binarySearch(few, slot) >= 0;
        }
        Page page = slot / PAGE_BITS < pages.length ? pages[slot / PAGE_BITS] : null;
        return page != null && (page.words[slot % PAGE_BITS >> 6] >>> slot & 1) != 0;
    }

    public SlotSet with(int slot, Owner wanted) {
        if (contains(slot)) {
            return this;
        }
        if (isFew() && size < FEW) {
            int index = -1 - Arrays.binarySearch(few, slot);
            int[] copy = Arrays.copyOf(few, size + 1);
            System.arraycopy(few, index, copy, index + 1, size - index);
            copy[index] = slot;
            return new SlotSet(wanted, copy, new Page[0], size + 1);
        }
        SlotSet own = isFew() ? asPages(wanted) : ownedBy(wanted);
        own.set(slot, wanted);
        return own;
    }

    private SlotSet asPages(Owner wanted) {
        SlotSet paged = new SlotSet(wanted, new int[0], new Page[few[size - 1] / PAGE_BITS + 1], 0);
        for (int slot : few) {
            paged.set(slot, wanted);
        }
        return paged;
    }

    private SlotSet ownedBy(Owner wanted) {
        return owner == wanted ? this : new SlotSet(wanted, few, pages.clone(), size);
    }

    private void set(int slot, Owner wanted) {
        int index = slot / PAGE_BITS;
        if (index >= pages.length) {
            pages = Arrays.copyOf(pages, index + 1);
        }
        Page old = pages[index];
        Page page = old == null ? new Page(wanted, new long[PAGE_WORDS], 0) : old.ownedBy(wanted);
        page.words[slot % PAGE_BITS >> 6] |= 1L << slot;
        page.size++;
        pages[index] = page;
        size++;
    }

    public SlotSet without(int slot, Owner wanted) {
        if (!contains(slot)) {
            return this;
        }
        if (isFew()) {
            int[] copy = new int[size - 1];
            int index = Arrays.binarySearch(few, slot);
            System.arraycopy(few, 0, copy, 0, index);
            System.arraycopy(few, index + 1, copy, index, copy.length - index);
            return copy.length == 0 ? EMPTY : new SlotSet(wanted, copy, new Page[0], size - 1);
        }
        SlotSet own = ownedBy(wanted);
        own.clear(slot, wanted);
        return own.size == 0 ? EMPTY : own;
    }

    private void clear(int slot, Owner wanted) {
        Page page = pages[slot / PAGE_BITS].ownedBy(wanted);
        page.words[slot % PAGE_BITS >> 6] &= ~(1L << slot);
        page.size--;
        pages[slot / PAGE_BITS] = page.size == 0 ? null : page;
        size--;
    }

    /** In ascending order. */
    public void forEach(IntConsumer action) {
        if (isFew()) {
            for (int slot : few) {
                action.accept(slot);
            }
            return;
        }
        for (int p = 0; p < pages.length; p++) {
            Page page = pages[p];
            for (int w = 0; page != null && w < PAGE_WORDS; w++) {
                for (long word = page.words[w]; word != 0; word &= word - 1) {
                    action.accept(p * PAGE_BITS + w * Long.SIZE + Long.numberOfTrailingZeros(word));
                }
            }
        }
    }
}
