package meridian.formats.osm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import meridian.formats.ReadReport;

/**
 * The drivable ways as edges between decision points: junctions, dead ends, and places where the road changes.
 *
 * <p>Ways meet where they share a vertex, never because they cross: a bridge joins nothing below it.
 */
final class WayGraph {
    private final List<RoadEdge> edges;
    private final double wayMeters;

    private WayGraph(List<RoadEdge> edges, double wayMeters) {
        this.edges = edges;
        this.wayMeters = wayMeters;
    }

    List<RoadEdge> edges() {
        return edges;
    }

    /** Length of all drivable ways, each once, m. */
    double wayMeters() {
        return wayMeters;
    }

    /** A part of a way between two points where something may change. */
    private record Piece(int[] vertices, RoadProfile profile, long way) {}

    /** @param isDecision vertices where an edge must end whatever the roads, such as signals */
    static WayGraph of(OsmData data, Plane plane, RoadTags roads, java.util.BitSet isDecision, ReadReport report) {
        List<Piece> ways = new ArrayList<>();
        double meters = 0;
        for (OsmWay way : data.ways) {
            if (!way.tags().has("highway")) {
                continue;
            }
            var road = roads.road(way.tags(), way.name());
            if (road.isPresent()) {
                int[] vertices = distinct(way, road.get().reversed());
                if (vertices.length < 2) {
                    report.skipped("way with highway", "all its points are one", way.name());
                    continue;
                }
                ways.add(new Piece(vertices, road.get().profile(), way.id()));
                report.took("drivable way");
                meters += length(plane, vertices);
            }
        }
        return new WayGraph(
                joined(cut(ways, data.vertexCount(), isDecision), data.vertexCount(), isDecision, plane), meters);
    }

    private static int[] distinct(OsmWay way, boolean reversed) {
        int[] vertices = new int[way.size()];
        int n = 0;
        for (int i = 0; i < vertices.length; i++) {
            int vertex = way.vertex(reversed ? vertices.length - 1 - i : i);
            if (n == 0 || vertices[n - 1] != vertex) {
                vertices[n++] = vertex;
            }
        }
        return Arrays.copyOf(vertices, n);
    }

    static double length(Plane plane, int[] vertices) {
        double sum = 0;
        for (int i = 1; i < vertices.length; i++) {
            sum += plane.distance(vertices[i - 1], vertices[i]);
        }
        return sum;
    }

    /** Ways cut where others meet them, at their ends and at decisions. */
    private static List<Piece> cut(List<Piece> ways, int vertexCount, java.util.BitSet isDecision) {
        byte[] uses = new byte[vertexCount];
        for (Piece way : ways) {
            for (int i = 0; i < way.vertices().length; i++) {
                int vertex = way.vertices()[i];
                boolean end = i == 0 || i == way.vertices().length - 1;
                uses[vertex] = (byte) Math.min(3, uses[vertex] + (end ? 2 : 1));
            }
        }
        List<Piece> pieces = new ArrayList<>();
        for (Piece way : ways) {
            int start = 0;
            for (int i = 1; i < way.vertices().length; i++) {
                int vertex = way.vertices()[i];
                if (i == way.vertices().length - 1 || uses[vertex] > 1 || isDecision.get(vertex)) {
                    pieces.add(new Piece(Arrays.copyOfRange(way.vertices(), start, i + 1), way.profile(), way.way()));
                    start = i;
                }
            }
        }
        return pieces;
    }

    /** Pieces joined again where exactly two of the same kind meet and nothing is decided. */
    private static List<RoadEdge> joined(
            List<Piece> pieces, int vertexCount, java.util.BitSet isDecision, Plane plane) {
        int[] degree = new int[vertexCount];
        // The two pieces at a vertex of degree two; more are never asked for.
        int[] one = new int[vertexCount];
        int[] two = new int[vertexCount];
        for (int i = 0; i < pieces.size(); i++) {
            for (int end :
                    new int[] {pieces.get(i).vertices()[0], last(pieces.get(i).vertices())}) {
                if (degree[end]++ == 0) {
                    one[end] = i;
                } else {
                    two[end] = i;
                }
            }
        }
        boolean[] used = new boolean[pieces.size()];
        List<RoadEdge> edges = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (used[i]) {
                continue;
            }
            used[i] = true;
            Deque<Piece> chain = new ArrayDeque<>();
            chain.add(pieces.get(i));
            for (boolean atEnd : new boolean[] {true, false}) {
                while (true) {
                    Piece tip = atEnd ? chain.getLast() : chain.getFirst();
                    int vertex = atEnd ? last(tip.vertices()) : tip.vertices()[0];
                    int next = used[one[vertex]] ? two[vertex] : one[vertex];
                    if (degree[vertex] != 2 || isDecision.get(vertex) || used[next]) {
                        break;
                    }
                    Piece fitting = fitting(pieces.get(next), vertex, atEnd, tip.profile());
                    if (fitting == null) {
                        break;
                    }
                    used[next] = true;
                    if (atEnd) {
                        chain.addLast(fitting);
                    } else {
                        chain.addFirst(fitting);
                    }
                }
            }
            edges.add(edge(edges.size(), chain, plane));
        }
        return edges;
    }

    /** The piece turned so that it continues the road, or null where the road changes here. */
    private static @org.jspecify.annotations.Nullable Piece fitting(
            Piece piece, int vertex, boolean behind, RoadProfile profile) {
        boolean inOrder = (behind ? piece.vertices()[0] : last(piece.vertices())) == vertex;
        if (inOrder) {
            return piece.profile().equals(profile) ? piece : null;
        }
        if (!piece.profile().twoWay() || !piece.profile().reversed().equals(profile)) {
            return null;
        }
        int n = piece.vertices().length;
        int[] turned = new int[n];
        for (int i = 0; i < n; i++) {
            turned[i] = piece.vertices()[n - 1 - i];
        }
        return new Piece(turned, profile, piece.way());
    }

    private static RoadEdge edge(int index, Deque<Piece> chain, Plane plane) {
        int size = 1;
        for (Piece piece : chain) {
            size += piece.vertices().length - 1;
        }
        int[] vertices = new int[size];
        int n = 0;
        for (Piece piece : chain) {
            System.arraycopy(piece.vertices(), 0, vertices, n, piece.vertices().length);
            n += piece.vertices().length - 1;
        }
        return new RoadEdge(
                index,
                vertices,
                chain.getFirst().profile(),
                chain.getFirst().way(),
                chain.getLast().way(),
                length(plane, vertices));
    }

    private static int last(int[] vertices) {
        return vertices[vertices.length - 1];
    }
}
