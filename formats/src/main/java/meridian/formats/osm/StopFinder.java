package meridian.formats.osm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.formats.ReadReport;
import meridian.model.geo.Point;
import meridian.model.network.Link;
import meridian.model.network.VehicleKind;
import meridian.model.place.Stop;

/**
 * Bus stops: every {@code public_transport=platform}, and a {@code highway=bus_stop} that is mapped in the older way without
 * one.
 *
 * <p>Source: <a href="https://wiki.openstreetmap.org/wiki/Public_transport">Public transport</a>.
 */
final class StopFinder {
    /** Room for one bus, m. */
    private static final double BUS_METERS = 12;
    /** An old-style stop this near a platform is the same stop, m. */
    private static final double SAME_STOP_METERS = 25;

    private final OsmData data;
    private final Plane plane;
    private final List<Link> links;
    private final LinkIndex index;
    private final ReadReport report;
    private final List<Stop> stops = new ArrayList<>();

    StopFinder(OsmData data, Plane plane, List<Link> links, LinkIndex index, ReadReport report) {
        this.data = data;
        this.plane = plane;
        this.links = links;
        this.index = index;
        this.report = report;
    }

    List<Stop> stops() {
        for (OsmNode node : data.nodes) {
            if (isPlatform(node.tags())) {
                addPlatform(node.name(), node.tags(), plane.at(node.vertex()));
            }
        }
        for (OsmWay way : data.ways) {
            if (isPlatform(way.tags())) {
                addPlatform(way.name(), way.tags(), plane.at(way.vertex(way.size() / 2)));
            }
        }
        for (OsmArea area : data.areas) {
            if (isPlatform(area.tags())) {
                addPlatform(area.name(), area.tags(), Ground.middle(area, plane));
            }
        }
        Map<Long, List<Point>> platforms = new HashMap<>();
        stops.forEach(s -> platforms
                .computeIfAbsent(cell(s.at(), 0, 0), c -> new ArrayList<>(1))
                .add(s.at()));
        for (OsmNode node : data.nodes) {
            if (node.tags().is("highway", "bus_stop") && !node.tags().has("public_transport")) {
                addOldStop(node, platforms);
            }
        }
        return stops;
    }

    /** The square of {@value #SAME_STOP_METERS} m that holds a place, or a neighbour of it. */
    private static long cell(Point at, int east, int north) {
        long x = (long) Math.floor(at.xMeters() / SAME_STOP_METERS) + east;
        long y = (long) Math.floor(at.yMeters() / SAME_STOP_METERS) + north;
        return x << 32 ^ y & 0xFFFFFFFFL;
    }

    private static boolean isPlatform(OsmTags tags) {
        return tags.is("public_transport", "platform");
    }

    private void addPlatform(String name, OsmTags tags, Point at) {
        report.took("platform");
        add(name, tags, at);
    }

    private void addOldStop(OsmNode node, Map<Long, List<Point>> platforms) {
        Point at = plane.at(node.vertex());
        boolean known = false;
        for (int i = 0; i < 9; i++) {
            known |= platforms.getOrDefault(cell(at, i % 3 - 1, i / 3 - 1), List.of()).stream()
                    .anyMatch(p -> p.distanceMeters(at) < SAME_STOP_METERS);
        }
        if (known) {
            report.skipped("bus stop", "stands beside a platform; taken once", node.name());
        } else {
            report.took("bus stop without platform");
            add(node.name(), node.tags(), at);
        }
    }

    private void add(String id, OsmTags tags, Point at) {
        List<String> lines = new ArrayList<>(data.linesAt.getOrDefault(id, List.of()));
        Arrays.stream(tags.value("route_ref").split("[;,]"))
                .map(String::trim)
                .filter(line -> !line.isEmpty() && !lines.contains(line))
                .forEach(lines::add);
        String name = tags.firstOf("name", "ref");
        boolean rail = tags.is("train", "yes") || tags.has("railway");
        Optional<LinkIndex.Spot> spot = rail ? Optional.empty() : index.beside(at, VehicleKind.BUS);
        if (spot.isEmpty()) {
            report.skipped("link of a stop", rail ? "a stop of trains" : "no street within 60 m", id);
            stops.add(new Stop(id, name, at, -1, 0, 0, 0, lines));
            return;
        }
        Link link = links.get(spot.get().link());
        // The bus stands with its front door at the sign.
        double end = Math.min(link.lengthMeters(), Math.max(spot.get().alongMeters(), BUS_METERS));
        stops.add(new Stop(id, name, at, spot.get().link(), 0, Math.max(0, end - BUS_METERS), end, lines));
    }
}
