package meridian.formats.citybrain;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meridian.formats.Progress;
import meridian.model.geo.LonLat;

/** What a road network file says. */
record RoadnetFile(List<Intersection> intersections, List<Edge> edges, List<Signal> signals) {
    private static final int MOST = 1_000_000;

    record Intersection(String id, LonLat at, boolean signalized) {}

    /** Which ways a lane may take. */
    record LaneTurns(boolean left, boolean straight, boolean right) {}

    /**
     * One direction of a road.
     *
     * @param lanes from the middle of the road
     * @param reverse id of the other direction
     */
    record Edge(
            String id,
            String reverse,
            String from,
            String to,
            double lengthMeters,
            double speedMps,
            List<LaneTurns> lanes,
            String place) {}

    /** @param exits ids of the edges that leave it, clockwise from north; "-1" where there is none */
    record Signal(String intersection, List<String> exits, String place) {}

    static RoadnetFile read(Path file, Progress progress) {
        RoadnetFile roadnet = new RoadnetFile(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        NumberLines.read(file, progress, lines -> {
            int intersections = lines.amount(MOST, "intersections");
            for (int i = 0; i < intersections; i++) {
                lines.next(4, "latitude, longitude, id and whether it has a signal");
                roadnet.intersections.add(new Intersection(lines.word(2), place(lines), lines.whole(3) == 1));
            }
            int roads = lines.amount(MOST, "roads");
            for (int i = 0; i < roads; i++) {
                roadnet.addRoad(lines);
            }
            int signals = lines.amount(MOST, "signals");
            for (int i = 0; i < signals; i++) {
                lines.next("an intersection and the edges that leave it");
                List<String> exits = new ArrayList<>();
                for (int k = 1; k < Math.min(9, lines.count()); k++) {
                    exits.add(lines.word(k));
                }
                roadnet.signals.add(new Signal(lines.word(0), exits, lines.place()));
            }
        });
        return roadnet;
    }

    private static LonLat place(NumberLines lines) {
        try {
            return new LonLat(lines.number(1), lines.number(0));
        } catch (IllegalArgumentException e) {
            throw lines.bad(lines.word(0) + " " + lines.word(1), "latitude and longitude in degrees");
        }
    }

    private void addRoad(NumberLines lines) {
        lines.next(8, "two intersections, length, speed, lanes and ids of both directions");
        String place = lines.place();
        String a = lines.word(0);
        String b = lines.word(1);
        double length = lines.number(2);
        double speed = lines.number(3);
        int lanesThere = lines.whole(4);
        int lanesBack = lines.whole(5);
        String there = lines.word(6);
        String back = lines.word(7);
        if (!(length > 0) || !(speed > 0)) {
            throw lines.bad("a road of " + length + " m with " + speed + " m/s", "more than 0 of both");
        }
        edges.add(new Edge(there, back, a, b, length, speed, turns(lines, lanesThere), place));
        edges.add(new Edge(back, there, b, a, length, speed, turns(lines, lanesBack), place));
    }

    private static List<LaneTurns> turns(NumberLines lines, int lanes) {
        if (lanes < 1 || lanes > 20) {
            throw lines.bad(lanes + " lanes", "1 to 20 lanes");
        }
        lines.next(3 * lanes, "left, straight and right for each of " + lanes + " lanes");
        List<LaneTurns> turns = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            turns.add(new LaneTurns(flag(lines, 3 * i), flag(lines, 3 * i + 1), flag(lines, 3 * i + 2)));
        }
        return turns;
    }

    private static boolean flag(NumberLines lines, int i) {
        int flag = lines.whole(i);
        if (flag < 0 || flag > 1) {
            throw lines.bad("\"" + lines.word(i) + "\"", "1 where the lane leads there, else 0");
        }
        return flag == 1;
    }
}
