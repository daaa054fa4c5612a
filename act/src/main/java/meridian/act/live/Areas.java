package meridian.act.live;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import meridian.model.City;
import meridian.model.geo.Point;

/**
 * The parts of a city, each with a mode of its own: its quarters as seen from the middle of its signals, or all of it where there are few
 * of these. Immutable.
 */
final class Areas {
    private static final int FEWEST_TO_PART = 20;
    static final String WHOLE = "whole city";

    private final City city;
    private final Point middle;
    private final boolean parted;

    Areas(City city) {
        this.city = city;
        List<Point> places =
                IntStream.range(0, city.signals().size()).mapToObj(this::place).toList();
        parted = places.size() >= FEWEST_TO_PART;
        middle = places.isEmpty()
                ? new Point(0, 0)
                : new Point(
                        median(places.stream().map(Point::xMeters).toList()),
                        median(places.stream().map(Point::yMeters).toList()));
    }

    private static double median(List<Double> values) {
        return values.stream()
                .sorted(Comparator.naturalOrder())
                .skip(values.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private Point place(int controller) {
        int node = city.signals().get(controller).nodes().getFirst();
        return city.network().node(node).at();
    }

    String of(int controller) {
        if (!parted) {
            return WHOLE;
        }
        Point at = place(controller);
        return (at.yMeters() >= middle.yMeters() ? "north" : "south")
                + (at.xMeters() >= middle.xMeters() ? "-east" : "-west");
    }

    /** All of them, in one order always. */
    Set<String> all() {
        return parted
                ? new LinkedHashSet<>(List.of("north-west", "north-east", "south-west", "south-east"))
                : Set.of(WHOLE);
    }
}
