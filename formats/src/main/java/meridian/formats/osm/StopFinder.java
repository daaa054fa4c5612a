package meridian.formats.osm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        List<Stop> platforms = List.copyOf(stops);
        for (OsmNode node : data.nodes) {
            if (node.tags().is("highway", "bus_stop") && !node.tags().has("public_transport")) {
                addOldStop(node, platforms);
            }
        }
        return stops;
    }

    private static boolean isPlatform(OsmTags tags) {
        return tags.is("public_transport", "platform");
    }

    private void addPlatform(String name, OsmTags tags, Point at) {
        report.took("platform");
        add(name, tags, at);
    }

    private void addOldStop(OsmNode node, List<Stop> platforms) {
        Point at = plane.at(node.vertex());
        boolean known = platforms.stream().anyMatch(s -> s.at().distanceMeters(at) < SAME_STOP_METERS);
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
