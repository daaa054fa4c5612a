package meridian.formats.osm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which decision points form one junction together. */
final class Junctions {
    /** Edges inside a junction that are longer than this are roads: a loop that comes back to where it began. */
    private static final double LONGEST_INSIDE_METERS = 60;

    private final Map<Integer, Integer> junctionOf;
    private final List<int[]> members;
    private final BitSet signalled;

    Junctions(List<int[]> members, BitSet signalVertices) {
        this.members = members;
        this.junctionOf = new HashMap<>();
        this.signalled = new BitSet(members.size());
        for (int j = 0; j < members.size(); j++) {
            for (int vertex : members.get(j)) {
                junctionOf.put(vertex, j);
                if (signalVertices.get(vertex)) {
                    signalled.set(j);
                }
            }
        }
    }

    int count() {
        return members.size();
    }

    /** The vertices of a junction, ascending. */
    int[] members(int junction) {
        return members.get(junction);
    }

    int of(int vertex) {
        Integer junction = junctionOf.get(vertex);
        if (junction == null) {
            throw new IllegalArgumentException("vertex " + vertex + " decides nothing");
        }
        return junction;
    }

    boolean signalled(int junction) {
        return signalled.get(junction);
    }

    /** Whether an edge lies within one junction and so is no link of its own. */
    boolean inside(RoadEdge edge) {
        return of(edge.first()) == of(edge.last())
                && edge.lengthMeters() <= LONGEST_INSIDE_METERS
                && (edge.first() != edge.last() || edge.lengthMeters() < 30);
    }

    /** The edges inside each junction, by junction. */
    Map<Integer, List<RoadEdge>> insides(List<RoadEdge> edges) {
        Map<Integer, List<RoadEdge>> insides = new HashMap<>();
        for (RoadEdge edge : edges) {
            if (inside(edge)) {
                insides.computeIfAbsent(of(edge.first()), j -> new ArrayList<>())
                        .add(edge);
            }
        }
        return insides;
    }
}
