package meridian.model.demand;

import java.util.Arrays;

/** A chain of link indices; never empty. Immutable. */
public final class LinkPath {
    private final int[] links;

    private LinkPath(int[] links) {
        if (links.length == 0) {
            throw new IllegalArgumentException("a path needs a link");
        }
        this.links = links;
    }

    /** A path over these links (copied). */
    public static LinkPath of(int... links) {
        return new LinkPath(links.clone());
    }

    public int size() {
        return links.length;
    }

    public int link(int i) {
        return links[i];
    }

    public int first() {
        return links[0];
    }

    public int last() {
        return links[links.length - 1];
    }

    public int[] toArray() {
        return links.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinkPath path && Arrays.equals(links, path.links);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(links);
    }

    @Override
    public String toString() {
        return "LinkPath" + Arrays.toString(links);
    }
}
