package meridian.formats.osm;

/** A stretch of road between two decision points, both directions together. Both ends may be the same point. */
final class RoadEdge {
    private final int index;
    private final int[] vertices;
    private final RoadProfile profile;
    private final long firstWay;
    private final long lastWay;
    private final double lengthMeters;

    /**
     * @param vertices along the forward direction; the array now belongs to this edge
     * @param firstWay way that holds its first piece
     * @param lastWay way that holds its last piece
     */
    RoadEdge(int index, int[] vertices, RoadProfile profile, long firstWay, long lastWay, double lengthMeters) {
        this.index = index;
        this.vertices = vertices;
        this.profile = profile;
        this.firstWay = firstWay;
        this.lastWay = lastWay;
        this.lengthMeters = lengthMeters;
    }

    int index() {
        return index;
    }

    RoadProfile profile() {
        return profile;
    }

    double lengthMeters() {
        return lengthMeters;
    }

    int[] vertices() {
        return vertices;
    }

    int first() {
        return vertices[0];
    }

    int last() {
        return vertices[vertices.length - 1];
    }

    /** The vertex where a driver in this direction starts. */
    int start(boolean forward) {
        return forward ? first() : last();
    }

    /** The vertex that a driver in this direction reaches. */
    int end(boolean forward) {
        return forward ? last() : first();
    }

    /** The way on which a driver in this direction starts. */
    long startWay(boolean forward) {
        return forward ? firstWay : lastWay;
    }

    /** The way on which a driver in this direction arrives. */
    long endWay(boolean forward) {
        return forward ? lastWay : firstWay;
    }

    boolean allows(boolean forward) {
        return forward || profile.twoWay();
    }

    RoadProfile.Direction direction(boolean forward) {
        RoadProfile.Direction backward = profile.backward();
        if (forward) {
            return profile.forward();
        }
        if (backward == null) {
            throw new IllegalStateException("way " + firstWay + " is one-way");
        }
        return backward;
    }
}
