package meridian.formats.osm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.formats.ReadReport;
import meridian.model.geo.Box;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.place.Area;

/**
 * The sea: coastlines closed against a box around the city.
 *
 * <p>A coastline has land on its left and water on its right (<a
 * href="https://wiki.openstreetmap.org/wiki/Tag:natural%3Dcoastline">natural=coastline</a>). So from where one leaves the box, the
 * sea's edge follows the box clockwise to where the next one enters.
 */
final class Coastline {
    /** So much sea is shown in front of the outermost roads. */
    private static final double MARGIN_METERS = 3_000;
    /** Mappers leave gaps at piers; wider ones are missing data. */
    private static final double WIDEST_GAP_METERS = 150;
    /** A coast that stops farther than this share of the box before its edge is missing data. */
    private static final double FARTHEST_SHARE = 0.35;

    /** More separate pieces of coast are no coast. */
    private static final int MOST_CHAINS = 3_000;

    private final OsmData data;
    private final Plane plane;
    private final ReadReport report;

    private Coastline(OsmData data, Plane plane, ReadReport report) {
        this.data = data;
        this.plane = plane;
        this.report = report;
    }

    static List<Area> sea(OsmData data, Plane plane, ReadReport report) {
        return new Coastline(data, plane, report).areas();
    }

    private List<Area> areas() {
        List<List<Point>> chains = withoutGaps(chains());
        if (chains.isEmpty()) {
            return List.of();
        }
        Box box = box();
        List<Area> water = new ArrayList<>();
        List<Area> land = new ArrayList<>();
        List<List<Point>> open = new ArrayList<>();
        for (List<Point> chain : chains) {
            if (!chain.getFirst().equals(chain.getLast())) {
                open.addAll(BoxEdge.clip(chain, box));
            } else if (chain.size() >= 4) {
                // Land on the left of a ring that turns left: an island.
                boolean island = turnsLeft(chain);
                (island ? land : water).add(area(island ? Area.Kind.LAND : Area.Kind.WATER, chain));
            }
        }
        double farthest = FARTHEST_SHARE * Math.min(box.widthMeters(), box.heightMeters());
        List<List<Point>> usable = new ArrayList<>();
        for (List<Point> chain : open.subList(0, Math.min(open.size(), MOST_CHAINS))) {
            Point first = BoxEdge.nearest(chain.getFirst(), box);
            Point last = BoxEdge.nearest(chain.getLast(), box);
            if (first.distanceMeters(chain.getFirst()) > farthest || last.distanceMeters(chain.getLast()) > farthest) {
                report.skipped(
                        "coastline", "it ends in the middle of the city", "a chain of " + chain.size() + " points");
                continue;
            }
            List<Point> whole = new ArrayList<>(chain.size() + 2);
            whole.add(first);
            whole.addAll(chain);
            whole.add(last);
            usable.add(whole);
        }
        for (List<Point> ring : new BoxEdge(box).closed(usable)) {
            water.add(area(Area.Kind.WATER, ring));
        }
        if (water.isEmpty() && !land.isEmpty()) {
            water.add(area(Area.Kind.WATER, BoxEdge.outline(box)));
        }
        report.took("sea", water.size());
        water.addAll(land);
        return water;
    }

    private static Area area(Area.Kind kind, List<Point> ring) {
        return new Area(kind, "", List.of(Polyline.of(ring)));
    }

    private static boolean turnsLeft(List<Point> ring) {
        double sum = 0;
        for (int i = 0; i + 1 < ring.size(); i++) {
            Point a = ring.get(i);
            Point b = ring.get(i + 1);
            sum += a.xMeters() * b.yMeters() - b.xMeters() * a.yMeters();
        }
        return sum > 0;
    }

    private Box box() {
        Box box = null;
        for (OsmWay way : data.ways) {
            for (int i = 0; way.tags().has("highway") && i < way.size(); i++) {
                Point at = plane.at(way.vertex(i));
                Box here = new Box(at.xMeters(), at.yMeters(), at.xMeters(), at.yMeters());
                box = box == null ? here : box.with(here);
            }
        }
        return (box == null ? new Box(0, 0, 0, 0) : box).grown(MARGIN_METERS);
    }

    /** Coastline ways joined end to start. */
    private List<List<Point>> chains() {
        Map<Integer, OsmWay> byStart = new HashMap<>();
        Set<Integer> ends = new HashSet<>();
        List<OsmWay> ways = new ArrayList<>();
        for (OsmWay way : data.ways) {
            if (way.tags().is("natural", "coastline") && byStart.putIfAbsent(way.first(), way) == null) {
                ways.add(way);
                ends.add(way.last());
            }
        }
        // First those where a chain begins, then what is left: rings.
        ways.sort(Comparator.comparing((OsmWay w) -> ends.contains(w.first())));
        List<List<Point>> chains = new ArrayList<>();
        Set<OsmWay> used = new HashSet<>();
        for (OsmWay way : ways) {
            List<Point> chain = new ArrayList<>();
            for (OsmWay next = way; next != null && used.add(next); next = byStart.get(next.last())) {
                for (int i = chain.isEmpty() ? 0 : 1; i < next.size(); i++) {
                    chain.add(plane.at(next.vertex(i)));
                }
            }
            if (chain.size() >= 2) {
                chains.add(chain);
            }
        }
        return chains;
    }

    /** Chains joined where one ends a short way before another begins. */
    private static List<List<Point>> withoutGaps(List<List<Point>> chains) {
        List<List<Point>> joined = new ArrayList<>();
        List<List<Point>> open = new ArrayList<>();
        for (List<Point> chain : chains) {
            (chain.getFirst().equals(chain.getLast()) ? joined : open).add(chain);
        }
        if (open.size() > MOST_CHAINS) {
            return joined;
        }
        while (!open.isEmpty()) {
            List<Point> chain = open.removeLast();
            for (List<Point> next = follower(chain, open); next != null; next = follower(chain, open)) {
                open.remove(next);
                chain.addAll(next);
            }
            List<Point> before = predecessor(chain, open);
            if (before == null) {
                joined.add(chain);
            } else {
                open.remove(before);
                before.addAll(chain);
                open.add(before);
            }
        }
        return joined;
    }

    private static @org.jspecify.annotations.Nullable List<Point> follower(
            List<Point> chain, List<List<Point>> others) {
        return others.stream()
                .filter(o -> o.getFirst().distanceMeters(chain.getLast()) < WIDEST_GAP_METERS)
                .min(Comparator.comparingDouble(o -> o.getFirst().distanceMeters(chain.getLast())))
                .orElse(null);
    }

    private static @org.jspecify.annotations.Nullable List<Point> predecessor(
            List<Point> chain, List<List<Point>> others) {
        return others.stream()
                .filter(o -> o.getLast().distanceMeters(chain.getFirst()) < WIDEST_GAP_METERS)
                .min(Comparator.comparingDouble(o -> o.getLast().distanceMeters(chain.getFirst())))
                .orElse(null);
    }
}
