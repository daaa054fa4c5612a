package meridian.formats.osm;

/**
 * A point with tags.
 *
 * @param id as in OpenStreetMap
 * @param vertex where it stands, index in {@link OsmData}
 * @param tags one or more
 */
record OsmNode(long id, int vertex, OsmTags tags) {
    String name() {
        return "node/" + id;
    }
}
