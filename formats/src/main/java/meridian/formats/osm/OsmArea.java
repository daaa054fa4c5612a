package meridian.formats.osm;

import java.util.List;

/**
 * Ground with tags: one closed way, or a multipolygon.
 *
 * @param name kind and id as in OpenStreetMap, such as "way/123"; unique
 * @param polygons one or more; pieces of an area that a tile border has cut stand beside each other
 */
record OsmArea(String name, OsmTags tags, List<Polygon> polygons) {
    OsmArea {
        polygons = List.copyOf(polygons);
    }

    /**
     * An outline with holes.
     *
     * @param rings closed rings of vertex indices (last equals first); the first is the outline
     */
    record Polygon(List<int[]> rings) {
        Polygon {
            rings = List.copyOf(rings);
        }
    }
}
