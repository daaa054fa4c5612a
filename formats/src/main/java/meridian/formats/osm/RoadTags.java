package meridian.formats.osm;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meridian.formats.ReadReport;
import meridian.formats.osm.RoadProfile.Direction;
import meridian.model.network.Assumption;
import meridian.model.network.RoadClass;

/**
 * From a way's tags to what a driver finds there.
 *
 * <p>Drivable are the classes motorway to living street with their ramps, and {@code highway=road}; not
 * {@code highway=service}: driveways, parking aisles and yards carry no through traffic, and addresses stand on streets.
 * Also left out is what {@code access} and its sharper keys close to cars.
 *
 * <p>Sources: OpenStreetMap wiki, Key:highway, Key:lanes, Key:oneway, Key:access, Key:turn, Bus lanes.
 */
final class RoadTags {
    private static final int MOST_LANES = 8;
    private static final Map<String, RoadClass> CLASSES = Map.ofEntries(
            Map.entry("motorway", RoadClass.MOTORWAY),
            Map.entry("trunk", RoadClass.TRUNK),
            Map.entry("primary", RoadClass.PRIMARY),
            Map.entry("secondary", RoadClass.SECONDARY),
            Map.entry("tertiary", RoadClass.TERTIARY),
            Map.entry("unclassified", RoadClass.UNCLASSIFIED),
            Map.entry("residential", RoadClass.RESIDENTIAL),
            Map.entry("living_street", RoadClass.LIVING_STREET),
            Map.entry("motorway_link", RoadClass.LINK_RAMP),
            Map.entry("trunk_link", RoadClass.LINK_RAMP),
            Map.entry("primary_link", RoadClass.LINK_RAMP),
            Map.entry("secondary_link", RoadClass.LINK_RAMP),
            Map.entry("tertiary_link", RoadClass.LINK_RAMP),
            Map.entry("road", RoadClass.OTHER));

    private final SpeedDefaults speeds;
    private final ReadReport report;

    RoadTags(SpeedDefaults speeds, ReadReport report) {
        this.speeds = speeds;
        this.report = report;
    }

    /**
     * A way that cars may use.
     *
     * @param reversed whether it is driven against the order of its vertices; the profile is then that of the driver
     */
    record Road(RoadProfile profile, boolean reversed) {}

    /** The road that these tags describe, or nothing where cars may not drive; the report says why. */
    Optional<Road> road(OsmTags tags, String place) {
        String highway = tags.value("highway");
        RoadClass roadClass = CLASSES.get(highway);
        if (roadClass == null) {
            if (!highway.isEmpty()) {
                report.skipped("way with highway", reason(highway), place);
            }
            return Optional.empty();
        }
        if (closed(tags)) {
            boolean buses = tags.is("bus", "yes", "designated") || tags.is("psv", "yes", "designated");
            report.skipped("way with highway", buses ? "for buses only" : "closed to cars", place);
            return Optional.empty();
        }
        if (tags.is("oneway", "reversible", "alternating")) {
            report.skipped("way with highway", "its direction changes with the hour", place);
            return Optional.empty();
        }
        return Optional.of(describe(tags, roadClass, place));
    }

    private static String reason(String highway) {
        return switch (highway) {
            case "service" -> "a service road: yard, driveway or parking aisle";
            case "footway", "path", "pedestrian", "steps", "cycleway", "bridleway", "corridor" ->
                "for people on foot or bicycles";
            case "proposed", "construction", "planned", "abandoned", "razed" -> "not built";
            case "track" -> "a track";
            case "busway", "bus_guideway" -> "for buses only";
            default -> "not a road for cars";
        };
    }

    private static boolean closed(OsmTags tags) {
        String rule = tags.firstOf("motorcar", "motor_vehicle", "vehicle", "access");
        return rule.equals("no") || rule.equals("private") || rule.equals("agricultural") || rule.equals("forestry");
    }

    private Road describe(OsmTags tags, RoadClass roadClass, String place) {
        boolean roundabout = tags.is("junction", "roundabout", "circular");
        boolean reversed = tags.is("oneway", "-1", "reverse");
        boolean oneWay = reversed
                || tags.is("oneway", "yes", "true", "1")
                || !tags.is("oneway", "no") && (roundabout || tags.is("highway", "motorway", "motorway_link"));
        Set<Assumption> assumed = EnumSet.of(Assumption.WIDTH);
        int[] lanes = lanes(tags, roadClass, oneWay, assumed);
        double speed = speed(tags, roadClass, assumed, place);
        Direction forward = direction(tags, oneWay, ":forward", lanes[0], speed, assumed);
        Direction backward = oneWay ? null : direction(tags, false, ":backward", lanes[1], speed, assumed);
        String name = tags.firstOf("name", "ref");
        return new Road(new RoadProfile(roadClass, name, forward, backward, roundabout, assumed), reversed);
    }

    private Direction direction(
            OsmTags tags, boolean oneWay, String suffix, int lanes, double speed, Set<Assumption> assumed) {
        String turns = oneWay ? tags.firstOf("turn:lanes", "turn:lanes" + suffix) : tags.value("turn:lanes" + suffix);
        if (!turns.isEmpty() && turns.split("\\|", -1).length != lanes) {
            turns = "";
        }
        if (turns.isEmpty()) {
            assumed.add(Assumption.TURNS);
        }
        double own = SpeedLimit.parse(tags.value("maxspeed" + suffix), speeds).orElse(speed);
        return new Direction(lanes, own, turns, busLanes(tags, oneWay, suffix, lanes));
    }

    /** Lanes forward and backward. */
    private static int[] lanes(OsmTags tags, RoadClass roadClass, boolean oneWay, Set<Assumption> assumed) {
        int total = count(tags.value("lanes"));
        int forward = count(tags.value("lanes:forward"));
        int backward = count(tags.value("lanes:backward"));
        if (oneWay) {
            int own = total > 0 ? total : Math.max(forward, turnLanes(tags, "turn:lanes"));
            if (own == 0) {
                assumed.add(Assumption.LANES);
                own = roadClass == RoadClass.MOTORWAY || roadClass == RoadClass.TRUNK ? 2 : 1;
            }
            return new int[] {own, 0};
        }
        if (forward == 0) {
            forward = turnLanes(tags, "turn:lanes:forward");
        }
        if (backward == 0) {
            backward = turnLanes(tags, "turn:lanes:backward");
        }
        if (forward == 0 || backward == 0) {
            int known = forward + backward;
            if (total == 0 || total % 2 == 1 && known == 0) {
                assumed.add(Assumption.LANES);
            }
            int rest = Math.max(1, known > 0 ? total - known : total / 2);
            forward = forward > 0 ? forward : rest;
            backward = backward > 0 ? backward : rest;
        }
        return new int[] {Math.min(forward, MOST_LANES), Math.min(backward, MOST_LANES)};
    }

    private static int turnLanes(OsmTags tags, String key) {
        return tags.has(key) ? Math.min(MOST_LANES, tags.value(key).split("\\|", -1).length) : 0;
    }

    private static int count(String value) {
        return value.matches("\\d{1,2}") ? Math.min(MOST_LANES, Integer.parseInt(value)) : 0;
    }

    private double speed(OsmTags tags, RoadClass roadClass, Set<Assumption> assumed, String place) {
        String stated = tags.value("maxspeed");
        Optional<Double> limit = stated.isEmpty() ? Optional.empty() : SpeedLimit.parse(stated, speeds);
        if (!stated.isEmpty() && limit.isEmpty()) {
            report.skipped("maxspeed", "not a limit that we know", place + ": " + stated);
        }
        boolean both = tags.has("maxspeed:forward") && tags.has("maxspeed:backward");
        if (limit.isEmpty() && !both) {
            assumed.add(Assumption.SPEED);
        }
        return limit.orElseGet(() -> speeds.metersPerSecond(roadClass));
    }

    /** Bit i for a bus lane i, counted from the kerb; never all lanes. */
    private static int busLanes(OsmTags tags, boolean oneWay, String suffix, int lanes) {
        String each = tags.firstOf("bus:lanes" + suffix, "psv:lanes" + suffix);
        if (each.isEmpty() && oneWay) {
            each = tags.firstOf("bus:lanes", "psv:lanes");
        }
        int mask = 0;
        String[] rules = each.split("\\|", -1);
        if (rules.length == lanes) {
            for (int i = 0; i < lanes; i++) {
                mask |= rules[lanes - 1 - i].equals("designated") ? 1 << i : 0;
            }
        } else if (tags.is("busway", "lane")
                || tags.is("busway:right", "lane") && !suffix.equals(":backward")
                || tags.is("busway:left", "lane") && suffix.equals(":backward")
                || oneWay && (tags.is("lanes:bus", "1") || tags.is("lanes:psv", "1"))) {
            mask = 1;
        }
        return Integer.bitCount(mask) < lanes ? mask : 0;
    }
}
