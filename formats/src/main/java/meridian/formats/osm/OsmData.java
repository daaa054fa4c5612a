package meridian.formats.osm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meridian.model.BadInput;
import meridian.model.geo.LonLat;

/**
 * What a reader took from its file: points, lines and areas over one table of vertices. Two objects meet where they name
 * the same vertex, never because they happen to lie on top of each other.
 */
final class OsmData {
    private static final double E7 = 1e7;
    /** A vertex with its place in the maps that find it, bytes. */
    private static final int VERTEX_BYTES = 60;

    private final String title;
    private int[] lonE7 = new int[1 << 12];
    private int[] latE7 = new int[1 << 12];
    private int count;
    /** What the objects may still take: half of the memory, as the city is built beside them. */
    private long bytesLeft = Runtime.getRuntime().maxMemory() / 2;

    final List<OsmNode> nodes = new ArrayList<>();
    final List<OsmWay> ways = new ArrayList<>();
    final List<OsmArea> areas = new ArrayList<>();
    final List<TurnRestriction> restrictions = new ArrayList<>();
    /** Names of the public transport lines that halt at an object, by the object's name. */
    final Map<String, List<String>> linesAt = new HashMap<>();

    /** @param title what the city is called where the data does not say, such as the file's name */
    OsmData(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Counts memory that an object takes, and refuses the file before it runs out. */
    void charge(long bytes) {
        bytesLeft -= bytes;
        if (bytesLeft < 0) {
            throw new BadInput(
                    title,
                    "more objects than " + Runtime.getRuntime().maxMemory() / 1_000_000 + " MB of memory can hold",
                    "a city or a region",
                    "Cut the area first, for example with osmium extract, or give more memory with MERIDIAN_JAVA_OPTS=-Xmx8g");
        }
    }

    /** A new vertex, and its index. */
    int addVertex(double lonDegrees, double latDegrees) {
        charge(VERTEX_BYTES);
        if (count == lonE7.length) {
            lonE7 = Arrays.copyOf(lonE7, count * 2);
            latE7 = Arrays.copyOf(latE7, count * 2);
        }
        lonE7[count] = (int) Math.round(Math.clamp(lonDegrees, -180, 180) * E7);
        latE7[count] = (int) Math.round(Math.clamp(latDegrees, -90, 90) * E7);
        return count++;
    }

    int vertexCount() {
        return count;
    }

    /** Degrees east. */
    double lon(int vertex) {
        return lonE7[vertex] / E7;
    }

    /** Degrees north. */
    double lat(int vertex) {
        return latE7[vertex] / E7;
    }

    LonLat place(int vertex) {
        return new LonLat(lon(vertex), lat(vertex));
    }

    /** A vertex's place as part of an id, the same in every import: "-348721345_-561678901" (1e-7 degrees, latitude first). */
    String placeName(int vertex) {
        return latE7[vertex] + "_" + lonE7[vertex];
    }
}
