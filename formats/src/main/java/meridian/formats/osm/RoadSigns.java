package meridian.formats.osm;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Signals, signs and crossings by the vertex at which they stand; the vertex need not lie on a road for cars. */
final class RoadSigns {
    private final BitSet signals = new BitSet();
    private final BitSet yields = new BitSet();
    private final BitSet stops = new BitSet();
    private final BitSet allWayStops = new BitSet();
    private final Map<Integer, OsmNode> crossings = new HashMap<>();
    private int signalNodes;

    RoadSigns(OsmData data) {
        for (OsmNode node : data.nodes) {
            OsmTags tags = node.tags();
            switch (tags.value("highway")) {
                case "traffic_signals" -> {
                    signals.set(node.vertex());
                    signalNodes++;
                }
                case "give_way" -> yields.set(node.vertex());
                case "stop" -> {
                    yields.set(node.vertex());
                    stops.set(node.vertex());
                    allWayStops.set(node.vertex(), tags.is("stop", "all"));
                }
                default -> {
                    // Not a sign.
                }
            }
            if (tags.is("highway", "crossing") || tags.has("crossing") && !tags.is("crossing", "no")) {
                crossings.put(node.vertex(), node);
            }
        }
    }

    /** Vertices with {@code highway=traffic_signals}. */
    BitSet signals() {
        return signals;
    }

    /** Number of {@code highway=traffic_signals} in the data. */
    int signalNodes() {
        return signalNodes;
    }

    /** Whether a stop or give-way sign stands at this vertex. */
    boolean yields(int vertex) {
        return yields.get(vertex);
    }

    boolean stops(int vertex) {
        return stops.get(vertex);
    }

    /** Whether a stop sign stands here that says the same holds for all roads of its junction ({@code stop=all}). */
    boolean stopsAll(int vertex) {
        return allWayStops.get(vertex);
    }

    /** Where people on foot cross, by vertex. */
    Map<Integer, OsmNode> crossings() {
        return crossings;
    }
}
