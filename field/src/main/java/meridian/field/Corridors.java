package meridian.field;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meridian.model.geo.Box;
import meridian.model.network.Link;
import meridian.model.network.Network;
import meridian.model.network.RoadClass;

/** Streets long enough to speak of, and how slow they are. */
final class Corridors {
    private static final double SHORTEST_METERS = 800;
    /** A street counts when on average at least this many vehicles drive on it. */
    private static final double LEAST_VEHICLES = 3;

    private static final int SHOWN = 5;

    private record Street(String name, int[] links, double lengthMeters, Box box) {}

    private final List<Street> streets = new ArrayList<>();

    Corridors(Network network) {
        Map<String, List<Integer>> byName = new LinkedHashMap<>();
        for (int l = 0; l < network.links().size(); l++) {
            Link link = network.link(l);
            if (!link.name().isBlank() && link.roadClass().compareTo(RoadClass.TERTIARY) <= 0) {
                byName.computeIfAbsent(link.name(), n -> new ArrayList<>()).add(l);
            }
        }
        byName.forEach((name, links) -> {
            double length = 0;
            Box box = network.link(links.getFirst()).shape().box();
            for (int l : links) {
                length += network.link(l).lengthMeters();
                box = box.with(network.link(l).shape().box());
            }
            if (length >= SHORTEST_METERS) {
                streets.add(new Street(
                        name, links.stream().mapToInt(Integer::intValue).toArray(), length, box));
            }
        });
    }

    /** The slowest, slowest first. */
    List<Corridor> slowest(LinkMeter meter, double memorySeconds) {
        List<Corridor> all = new ArrayList<>();
        for (Street street : streets) {
            double weight = 0;
            double ratio = 0;
            for (int l : street.links()) {
                weight += meter.weight(l);
                ratio += meter.ratioSum(l);
            }
            double vehicles = weight / memorySeconds;
            if (vehicles >= LEAST_VEHICLES) {
                double mean = ratio / weight;
                all.add(new Corridor(street.name(), mean, vehicles * (1 - mean), street.lengthMeters(), street.box()));
            }
        }
        all.sort(Comparator.comparingDouble(Corridor::speedRatio));
        return all.subList(0, Math.min(SHOWN, all.size()));
    }
}
