package meridian.formats.osm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Link;
import meridian.model.network.VehicleKind;

/** Finds the link beside a place, with a grid of squares. Immutable. */
final class LinkIndex {
    private static final double CELL_METERS = 60;
    /** A driver on the other side of the road does not open the doors towards people here. */
    private static final double WRONG_SIDE_METERS = 12;

    private final List<Link> links;
    private final Map<Long, List<Integer>> cells = new HashMap<>();

    LinkIndex(List<Link> links) {
        this.links = links;
        for (int i = 0; i < links.size(); i++) {
            put(i, links.get(i).shape());
        }
    }

    private void put(int link, Polyline shape) {
        for (int i = 0; i + 1 < shape.size(); i++) {
            int steps = Math.clamp(
                    (long) Math.ceil((shape.alongMeters(i + 1) - shape.alongMeters(i)) / (CELL_METERS / 2)), 1, 10_000);
            for (int s = 0; s <= steps; s++) {
                double t = (double) s / steps;
                long cell = cell(
                        shape.x(i) + t * (shape.x(i + 1) - shape.x(i)), shape.y(i) + t * (shape.y(i + 1) - shape.y(i)));
                List<Integer> here = cells.computeIfAbsent(cell, c -> new ArrayList<>(4));
                if (here.isEmpty() || here.getLast() != link) {
                    here.add(link);
                }
            }
        }
    }

    private static long cell(double x, double y) {
        return (long) Math.floor(x / CELL_METERS) << 32 ^ (long) Math.floor(y / CELL_METERS) & 0xFFFFFFFFL;
    }

    /** A place along a link. */
    record Spot(int link, double alongMeters) {}

    /** The nearest link within 60 m that vehicles of this kind use, rather one that has the place on its right. */
    Optional<Spot> beside(Point place, VehicleKind kind) {
        TreeSet<Integer> candidates = new TreeSet<>();
        for (int dx = -1; dx <= 1; dx++) {
            for (int dy = -1; dy <= 1; dy++) {
                candidates.addAll(cells.getOrDefault(
                        cell(place.xMeters() + dx * CELL_METERS, place.yMeters() + dy * CELL_METERS), List.of()));
            }
        }
        Spot best = null;
        double least = CELL_METERS;
        for (int candidate : candidates) {
            Link link = links.get(candidate);
            if (!link.allows(kind)) {
                continue;
            }
            double along = link.shape().nearestAlongMeters(place);
            Point near = link.shape().pointAt(along);
            double distance = near.distanceMeters(place);
            double heading = link.shape().headingAt(along);
            double side = Math.cos(heading) * (place.yMeters() - near.yMeters())
                    - Math.sin(heading) * (place.xMeters() - near.xMeters());
            double cost = distance + (side > 0 ? WRONG_SIDE_METERS : 0);
            if (cost < least) {
                least = cost;
                best = new Spot(candidate, along);
            }
        }
        return Optional.ofNullable(best);
    }
}
