package meridian.twin.map;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A hash trie: five bits of the hash a level.
 *
 * <p>Source: Bagwell, "Ideal Hash Trees" (2001). Where two keys have the same hash, a second one that nobody outside can guess
 * tells them apart, so that made-up keys do not make it slow.
 *
 * @param <K> with equals and hashCode
 */
public final class PersistentMap<K, V> {
    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;
    /** Levels of one hash; as many again belong to the second, and behind them keys stand in a chain. */
    private static final int LEVELS = 7;

    private static final long SECRET = ThreadLocalRandom.current().nextLong() | 1;
    private static final Object[] NOTHING = {};

    private static final class Leaf<K, V> {
        final int hash;
        final K key;
        final V value;
        final @Nullable Leaf<K, V> next;

        Leaf(int hash, K key, V value, @Nullable Leaf<K, V> next) {
            this.hash = hash;
            this.key = key;
            this.value = value;
            this.next = next;
        }
    }

    private static final class Node {
        final @Nullable Owner owner;
        int bitmap;
        Object[] children;

        Node(@Nullable Owner owner, int bitmap, Object[] children) {
            this.owner = owner;
            this.bitmap = bitmap;
            this.children = children;
        }

        Node ownedBy(Owner wanted) {
            return owner == wanted ? this : new Node(wanted, bitmap, children.clone());
        }
    }

    private static final PersistentMap<?, ?> EMPTY = new PersistentMap<>(new Node(null, 0, NOTHING), 0);

    private final Node root;
    private final int size;

    private PersistentMap(Node root, int size) {
        this.root = root;
        this.size = size;
    }

    @SuppressWarnings("unchecked")
    public static <K, V> PersistentMap<K, V> empty() {
        return (PersistentMap<K, V>) EMPTY;
    }

    public int size() {
        return size;
    }

    @SuppressWarnings("unchecked")
    public @Nullable V get(K key) {
        int hash = spread(key.hashCode());
        Node node = root;
        for (int level = 0; ; level++) {
            int bit = 1 << chunk(hash, key, level);
            if ((node.bitmap & bit) == 0) {
                return null;
            }
            Object child = node.children[index(node.bitmap, bit)];
            if (child instanceof Node below) {
                node = below;
                continue;
            }
            for (Leaf<K, V> leaf = (Leaf<K, V>) child; leaf != null; leaf = leaf.next) {
                if (leaf.hash == hash && leaf.key.equals(key)) {
                    return leaf.value;
                }
            }
            return null;
        }
    }

    /** The map in which the key has this value. */
    public PersistentMap<K, V> with(K key, V value, Owner owner) {
        boolean known = get(key) != null;
        Node changed = put(root, new Leaf<>(spread(key.hashCode()), key, value, null), 0, owner);
        return new PersistentMap<>(changed, known ? size : size + 1);
    }

    @SuppressWarnings("unchecked")
    private static <K, V> Node put(Node node, Leaf<K, V> leaf, int level, Owner owner) {
        int bit = 1 << chunk(leaf.hash, leaf.key, level);
        int index = index(node.bitmap, bit);
        Node own = node.ownedBy(owner);
        if ((own.bitmap & bit) == 0) {
            own.children = inserted(own.children, index, leaf);
            own.bitmap |= bit;
            return own;
        }
        Object child = own.children[index];
        own.children[index] = child instanceof Node below
                ? put(below, leaf, level + 1, owner)
                : beside((Leaf<K, V>) child, leaf, level + 1, owner);
        return own;
    }

    /** Two leaves at one place: the new one instead of the old, both in a node below, or in the last level in a chain. */
    private static <K, V> Object beside(Leaf<K, V> old, Leaf<K, V> leaf, int level, Owner owner) {
        if (level >= 2 * LEVELS) {
            return new Leaf<>(leaf.hash, leaf.key, leaf.value, without(old, leaf.key));
        }
        if (old.hash == leaf.hash && old.key.equals(leaf.key)) {
            return leaf;
        }
        Node both = put(new Node(owner, 0, NOTHING), old, level, owner);
        return put(both, leaf, level, owner);
    }

    private static <K, V> @Nullable Leaf<K, V> without(@Nullable Leaf<K, V> chain, K key) {
        if (chain == null) {
            return null;
        }
        Leaf<K, V> rest = without(chain.next, key);
        return chain.key.equals(key) ? rest : new Leaf<>(chain.hash, chain.key, chain.value, rest);
    }

    /** The map without the key. */
    public PersistentMap<K, V> without(K key, Owner owner) {
        if (get(key) == null) {
            return this;
        }
        Node changed = remove(root, spread(key.hashCode()), key, 0, owner);
        return new PersistentMap<>(changed == null ? new Node(owner, 0, NOTHING) : changed, size - 1);
    }

    /** The node without a key that it holds; null where nothing is left. */
    @SuppressWarnings("unchecked")
    private static <K, V> @Nullable Node remove(Node node, int hash, K key, int level, Owner owner) {
        int bit = 1 << chunk(hash, key, level);
        int index = index(node.bitmap, bit);
        Node own = node.ownedBy(owner);
        Object child = own.children[index];
        Object left = child instanceof Node below
                ? remove(below, hash, key, level + 1, owner)
                : without((Leaf<K, V>) child, key);
        if (left != null) {
            own.children[index] = left;
            return own;
        }
        if (own.children.length == 1) {
            return null;
        }
        own.children = removed(own.children, index);
        own.bitmap &= ~bit;
        return own;
    }

    /** In an order that means nothing and differs from run to run where hashes are equal. */
    public void forEach(BiConsumer<? super K, ? super V> action) {
        each(root, action);
    }

    @SuppressWarnings("unchecked")
    private void each(Node node, BiConsumer<? super K, ? super V> action) {
        for (Object child : node.children) {
            if (child instanceof Node below) {
                each(below, action);
                continue;
            }
            for (Leaf<K, V> leaf = (Leaf<K, V>) child; leaf != null; leaf = leaf.next) {
                action.accept(leaf.key, leaf.value);
            }
        }
    }

    private static int spread(int hash) {
        return (hash ^ hash >>> 16) * 0x9E3779B1;
    }

    private static int chunk(int hash, Object key, int level) {
        return level < LEVELS ? hash >>> BITS * level & MASK : (int) (second(key) >>> BITS * (level - LEVELS)) & MASK;
    }

    private static long second(Object key) {
        String text = Objects.toString(key);
        long hash = SECRET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * SECRET;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    private static int index(int bitmap, int bit) {
        return Integer.bitCount(bitmap & bit - 1);
    }

    private static Object[] inserted(Object[] array, int index, Object element) {
        Object[] copy = Arrays.copyOf(array, array.length + 1);
        System.arraycopy(array, index, copy, index + 1, array.length - index);
        copy[index] = element;
        return copy;
    }

    private static Object[] removed(Object[] array, int index) {
        Object[] copy = Arrays.copyOf(array, array.length - 1);
        System.arraycopy(array, index + 1, copy, index, copy.length - index);
        return copy;
    }
}
