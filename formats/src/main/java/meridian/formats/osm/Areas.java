package meridian.formats.osm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a closed way is: ground, or a line that comes back to its start. */
final class Areas {
    private static final int MOST_RINGS = 2_000;

    private Areas() {}

    /** Whether these tags describe ground when the line is closed. */
    static boolean mayBeArea(OsmTags tags) {
        if (tags.is("area", "no")) {
            return false;
        }
        if (tags.is("area", "yes")) {
            return true;
        }
        if (tags.has("highway") && !tags.is("highway", "rest_area", "services", "platform")) {
            return false;
        }
        return !tags.is("natural", "coastline")
                && (tags.has("building")
                        || tags.has("landuse")
                        || tags.has("natural")
                        || tags.has("leisure")
                        || tags.has("amenity")
                        || tags.has("shop")
                        || tags.has("office")
                        || tags.has("tourism")
                        || tags.has("healthcare")
                        || tags.has("military")
                        || tags.has("place")
                        || tags.has("public_transport")
                        || tags.has("industrial")
                        || tags.has("water")
                        || tags.is("waterway", "riverbank", "dock", "boatyard")
                        || tags.is("power", "substation", "plant", "generator")
                        || tags.is("aeroway", "aerodrome", "apron", "terminal", "helipad")
                        || tags.has("addr:housenumber"));
    }

    /** Adds a way as an area or as a line. */
    static void put(OsmData data, long id, OsmTags tags, int[] vertices) {
        boolean closed = vertices.length >= 4 && vertices[0] == vertices[vertices.length - 1];
        if (closed && mayBeArea(tags)) {
            data.areas.add(new OsmArea("way/" + id, tags, List.of(new OsmArea.Polygon(List.of(vertices)))));
        } else {
            data.ways.add(new OsmWay(id, tags, vertices));
        }
    }

    /** Outlines with the holes that lie in them: a ring inside an outline is a hole, a ring inside a hole an outline again. */
    static List<OsmArea.Polygon> nested(OsmData data, List<int[]> rings) {
        List<int[]> bySize = new ArrayList<>(rings);
        bySize.sort(Comparator.comparingDouble((int[] r) -> -Math.abs(signedArea(data, r))));
        // Comparing each with each: nothing on a map of a city needs more.
        bySize = bySize.subList(0, Math.min(bySize.size(), MOST_RINGS));
        List<List<int[]>> polygons = new ArrayList<>();
        for (int[] ring : bySize) {
            List<int[]> around = null;
            int depth = 0;
            for (List<int[]> polygon : polygons) {
                if (inside(data, ring, polygon.getFirst())) {
                    boolean inHole = polygon.stream().skip(1).anyMatch(hole -> inside(data, ring, hole));
                    depth += inHole ? 2 : 1;
                    around = polygon;
                }
            }
            if (around != null && depth % 2 == 1) {
                around.add(ring);
            } else {
                polygons.add(new ArrayList<>(List.of(ring)));
            }
        }
        return polygons.stream().map(OsmArea.Polygon::new).toList();
    }

    private static double signedArea(OsmData data, int[] ring) {
        double sum = 0;
        for (int i = 0; i + 1 < ring.length; i++) {
            sum += data.lon(ring[i]) * data.lat(ring[i + 1]) - data.lon(ring[i + 1]) * data.lat(ring[i]);
        }
        return sum / 2;
    }

    /** Whether the first vertex of a ring that is not also on the outer one lies inside it. */
    private static boolean inside(OsmData data, int[] ring, int[] outer) {
        for (int vertex : ring) {
            if (java.util.Arrays.stream(outer).noneMatch(v -> v == vertex)) {
                return contains(data, outer, data.lon(vertex), data.lat(vertex));
            }
        }
        return false;
    }

    private static boolean contains(OsmData data, int[] ring, double x, double y) {
        boolean in = false;
        for (int i = 0; i + 1 < ring.length; i++) {
            double ax = data.lon(ring[i]);
            double ay = data.lat(ring[i]);
            double bx = data.lon(ring[i + 1]);
            double by = data.lat(ring[i + 1]);
            if (ay > y != by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax) {
                in = !in;
            }
        }
        return in;
    }
}
