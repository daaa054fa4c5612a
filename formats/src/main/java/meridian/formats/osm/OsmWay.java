package meridian.formats.osm;

/** A line with tags; closed where it is a loop that is no area, such as a roundabout. */
final class OsmWay {
    private final long id;
    private final OsmTags tags;
    private final int[] vertices;

    /** @param vertices indices in {@link OsmData}, two or more; the array now belongs to this way */
    OsmWay(long id, OsmTags tags, int[] vertices) {
        this.id = id;
        this.tags = tags;
        this.vertices = vertices;
    }

    long id() {
        return id;
    }

    OsmTags tags() {
        return tags;
    }

    int size() {
        return vertices.length;
    }

    int vertex(int i) {
        return vertices[i];
    }

    int first() {
        return vertices[0];
    }

    int last() {
        return vertices[vertices.length - 1];
    }

    String name() {
        return "way/" + id;
    }
}
