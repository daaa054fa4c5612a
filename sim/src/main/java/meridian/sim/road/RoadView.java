package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.Arrays;
import java.util.Optional;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Link;
import meridian.model.network.Network;
import meridian.model.network.VehicleKind;

/**
 * Where the vehicles of an engine are in the plane, for pictures. Geometry is prepared once for a network; reading is
 * allowed only on the engine's thread.
 *
 * <p>There is no identity in what it gives: a vehicle is a place, a direction, a speed and a kind.
 */
public final class RoadView {
    private final RoadNetwork road;
    /** Points of link l's shape are {@code pointStart[l] … pointStart[l + 1] − 1}. */
    private final int[] pointStart;

    private final float[] pointX;
    private final float[] pointY;
    private final float[] pointAlong;
    /** How far a lane lies to the right of its link's shape, m. */
    private final float[] laneRight;
    /** Start and end of a movement's path with their headings: six numbers each. */
    private final float[] turns;

    public RoadView(RoadNetwork road) {
        this.road = road;
        Network network = road.network;
        pointStart = new int[road.linkCount + 1];
        for (int l = 0; l < road.linkCount; l++) {
            pointStart[l + 1] = pointStart[l] + network.link(l).shape().size();
        }
        pointX = new float[pointStart[road.linkCount]];
        pointY = new float[pointX.length];
        pointAlong = new float[pointX.length];
        laneRight = new float[road.laneCount];
        for (int l = 0; l < road.linkCount; l++) {
            Link link = network.link(l);
            Polyline shape = link.shape();
            for (int i = 0; i < shape.size(); i++) {
                pointX[pointStart[l] + i] = (float) shape.x(i);
                pointY[pointStart[l] + i] = (float) shape.y(i);
                pointAlong[pointStart[l] + i] = (float) shape.alongMeters(i);
            }
            for (int i = 0; i < link.lanes().size(); i++) {
                laneRight[road.linkLane[l] + i] = (float) link.laneOffsetRightMeters(i);
            }
        }
        turns = new float[road.movementCount * 6];
        for (int m = 0; m < road.movementCount; m++) {
            end(road.moveFrom[m], turns, m * 6);
            start(road.moveTo[m], turns, m * 6 + 3);
        }
    }

    private void end(int lane, float[] out, int at) {
        int last = pointStart[road.laneLink[lane] + 1] - 1;
        place(last - 1, 1, laneRight[lane], out, at);
    }

    private void start(int lane, float[] out, int at) {
        place(pointStart[road.laneLink[lane]], 0, laneRight[lane], out, at);
    }

    /** A place on the piece that begins at point i, shifted to the right: x, y, heading. */
    private void place(int i, float share, float right, float[] out, int at) {
        float dx = pointX[i + 1] - pointX[i];
        float dy = pointY[i + 1] - pointY[i];
        float length = (float) Math.max(1e-6, Math.hypot(dx, dy));
        out[at] = pointX[i] + share * dx + right * dy / length;
        out[at + 1] = pointY[i] + share * dy - right * dx / length;
        out[at + 2] = (float) Math.atan2(dy, dx);
    }

    /** What {@link #read} fills: one entry for each vehicle, in no particular order. */
    public static final class Sample {
        /** Vehicles in the sample. */
        public int count;
        /** Middle of the vehicle in the plane, m. */
        public float[] x = new float[0];

        public float[] y = new float[0];
        /** Direction of travel, radians counter-clockwise from east. */
        public float[] heading = new float[0];
        /** m/s. */
        public float[] speed = new float[0];
        /** {@code VehicleKind.ordinal()}. */
        public byte[] kind = new byte[0];

        private void size(int n) {
            count = n;
            if (x.length < n) {
                int larger = n + n / 4;
                x = new float[larger];
                y = new float[larger];
                heading = new float[larger];
                speed = new float[larger];
                kind = new byte[larger];
            }
        }
    }

    /** Reads where all vehicles are now; reuses the sample's arrays. */
    public void read(RoadEngine engine, Sample sample) {
        Vehicles vehicles = engine.vehicles;
        sample.size(vehicles.alive);
        float[] place = new float[3];
        int n = 0;
        for (int v = 0; v < vehicles.rows; v++) {
            if (!vehicles.used[v]) {
                continue;
            }
            int segment = vehicles.segment[v];
            double middle = vehicles.position[v] - vehicles.length(v) / 2;
            if (road.isLane(segment)) {
                onLane(segment, Math.max(0, middle), place);
            } else {
                inNode(segment, Math.max(0, middle), place);
            }
            // A middle that is still on the segment behind is drawn straight back from the start of this one.
            float behind = (float) Math.min(0, middle);
            sample.x[n] = place[0] + behind * (float) Math.cos(place[2]);
            sample.y[n] = place[1] + behind * (float) Math.sin(place[2]);
            sample.heading[n] = place[2];
            sample.speed[n] = (float) vehicles.speed[v];
            sample.kind[n] = (byte) vehicles.kind(v);
            n++;
        }
    }

    private void onLane(int lane, double position, float[] out) {
        int link = road.laneLink[lane];
        int first = pointStart[link];
        int last = pointStart[link + 1] - 1;
        double along = position / road.segLength[lane] * pointAlong[last];
        int i = first;
        while (i < last - 1 && pointAlong[i + 1] < along) {
            i++;
        }
        float piece = pointAlong[i + 1] - pointAlong[i];
        float share = piece <= 0 ? 0 : (float) Math.clamp((along - pointAlong[i]) / piece, 0, 1);
        place(i, share, laneRight[lane], out, 0);
    }

    /** On a cubic Bézier curve between the two lanes, as {@link Polyline#turn} draws it. */
    private void inNode(int segment, double position, float[] out) {
        int at = (segment - road.laneCount) * 6;
        float t = (float) Math.clamp(position / road.segLength[segment], 0, 1);
        float pull = 0.4f * (float) Math.hypot(turns[at + 3] - turns[at], turns[at + 4] - turns[at + 1]);
        float ax = turns[at] + pull * (float) Math.cos(turns[at + 2]);
        float ay = turns[at + 1] + pull * (float) Math.sin(turns[at + 2]);
        float bx = turns[at + 3] - pull * (float) Math.cos(turns[at + 5]);
        float by = turns[at + 4] - pull * (float) Math.sin(turns[at + 5]);
        float u = 1 - t;
        out[0] = u * u * u * turns[at] + 3 * u * u * t * ax + 3 * u * t * t * bx + t * t * t * turns[at + 3];
        out[1] = u * u * u * turns[at + 1] + 3 * u * u * t * ay + 3 * u * t * t * by + t * t * t * turns[at + 4];
        float dx = u * u * (ax - turns[at]) + 2 * u * t * (bx - ax) + t * t * (turns[at + 3] - bx);
        float dy = u * u * (ay - turns[at + 1]) + 2 * u * t * (by - ay) + t * t * (turns[at + 4] - by);
        out[2] = Math.abs(dx) + Math.abs(dy) < 1e-6 ? turns[at + 2] : (float) Math.atan2(dy, dx);
    }

    /** A lane's stop line: its end in the plane. */
    public Point stopLine(int link, int lane) {
        float[] place = new float[3];
        end(road.linkLane[link] + lane, place, 0);
        return new Point(place[0], place[1]);
    }

    /** Direction of travel at the end of a link, radians counter-clockwise from east. */
    public double headingAtEnd(int link) {
        float[] place = new float[3];
        end(road.linkLane[link], place, 0);
        return place[2];
    }

    /**
     * Adds, for each link, the vehicles on it (or leaving it through its node), their speeds over the speed they want, and
     * those who stand.
     */
    public void addByLink(RoadEngine engine, float[] ratios, float[] speeds, int[] counts, int[] standing) {
        Vehicles vehicles = engine.vehicles;
        for (int v = 0; v < vehicles.rows; v++) {
            if (!vehicles.used[v] || vehicles.halting(v)) {
                continue;
            }
            int segment = vehicles.segment[v];
            int link = road.linkOf(segment);
            double wanted = vehicles.wanted(v, road.segLimit[segment]);
            ratios[link] += (float) Math.min(1, vehicles.speed[v] / wanted);
            speeds[link] += (float) vehicles.speed[v];
            counts[link]++;
            if (vehicles.speed[v] < Junctions.STANDING_MPS) {
                standing[link]++;
            }
        }
    }

    /** Adds, for each lane, the vehicles on it and those of them who stand; vehicles inside a node or in a bay are on none. */
    public static void addByLane(RoadEngine engine, int[] counts, int[] standing) {
        Vehicles vehicles = engine.vehicles;
        for (int v = 0; v < vehicles.rows; v++) {
            int segment = vehicles.segment[v];
            if (!vehicles.used[v] || vehicles.parked[v] || !engine.road().isLane(segment)) {
                continue;
            }
            counts[segment]++;
            if (vehicles.speed[v] < Junctions.STANDING_MPS) {
                standing[segment]++;
            }
        }
    }

    /** Told of each vehicle on a lane. */
    @FunctionalInterface
    public interface LaneVisitor {
        /**
         * @param lane as in {@link #addByLane}
         * @param toEndMeters from its front to the end of the lane
         * @param standing whether it is slower than 0.1 m/s
         */
        void visit(int lane, double toEndMeters, double speedMps, boolean standing);
    }

    /** Goes through all vehicles on lanes, as {@link #addByLane}. */
    public static void visitLanes(RoadEngine engine, LaneVisitor visitor) {
        Vehicles vehicles = engine.vehicles;
        for (int v = 0; v < vehicles.rows; v++) {
            int segment = vehicles.segment[v];
            if (vehicles.used[v] && !vehicles.parked[v] && engine.road().isLane(segment)) {
                double toEnd = engine.road().segLength[segment] - vehicles.position[v];
                double speed = vehicles.speed[v];
                visitor.visit(segment, toEnd, speed, speed < Junctions.STANDING_MPS);
            }
        }
    }

    /** Told of each vehicle that is due and waits outside for room. */
    @FunctionalInterface
    public interface WaitingVisitor {
        /** @param link that it waits for */
        void visit(int link, VehicleKind kind);
    }

    /** Goes through all vehicles that {@link RoadEngine#waitingCount} counts. */
    public static void visitWaiting(RoadEngine engine, WaitingVisitor visitor) {
        engine.entry.visitWaiting(visitor);
    }

    /** Told of each vehicle that was slower than it wants in the last step. */
    @FunctionalInterface
    public interface LossVisitor {
        /**
         * @param link that it is on, or leaves
         * @param kind {@code VehicleKind.ordinal()}
         * @param lostShare of the step, 0 to 1
         */
        void visit(int link, int kind, double lostShare);
    }

    /** Goes through all vehicles that lost time in the last step, as {@link RoadEngine#lostSeconds} counts it. */
    public static void visitLosses(RoadEngine engine, LossVisitor visitor) {
        Vehicles vehicles = engine.vehicles;
        RoadNetwork road = engine.road();
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v] && !vehicles.halting(v)) {
                int segment = vehicles.segment[v];
                double share = 1 - vehicles.speed[v] / vehicles.wanted(v, road.segLimit[segment]);
                if (share > 0) {
                    visitor.visit(road.linkOf(segment), vehicles.kind(v), share);
                }
            }
        }
    }

    /**
     * Adds the time that each vehicle now on the road has lost since it entered, s, by kind.
     *
     * @param lostSeconds as long as there are kinds
     */
    public static void addLostByKind(RoadEngine engine, double[] lostSeconds) {
        Vehicles vehicles = engine.vehicles;
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v]) {
                lostSeconds[vehicles.kind(v)] += vehicles.lost[v];
            }
        }
    }

    /**
     * Where a vehicle is that tells it of itself.
     *
     * @param link it is on, or leaves
     * @param toEndMeters from its front to the end of that link; 0 inside the node behind it
     * @param speedMps its speed
     */
    public record Place(int link, double toEndMeters, double speedMps) {}

    /** Where the vehicle of a trip is, if it is on the road: for simulated vehicles that report their own position. */
    public static Optional<Place> findPlace(RoadEngine engine, String trip) {
        Vehicles vehicles = engine.vehicles;
        int v = vehicles.findTrip(trip);
        if (v == NONE) {
            return Optional.empty();
        }
        int segment = vehicles.segment[v];
        double toEnd = engine.road().isLane(segment) ? engine.road().segLength[segment] - vehicles.position[v] : 0;
        return Optional.of(new Place(vehicles.link(v), Math.max(0, toEnd), vehicles.speed[v]));
    }

    /** How long the vehicle has stood that has stood for longest now, s; planned halts do not count. */
    public static double longestStandingSeconds(RoadEngine engine) {
        Vehicles vehicles = engine.vehicles;
        float longest = 0;
        for (int v = 0; v < vehicles.rows; v++) {
            longest = vehicles.used[v] ? Math.max(longest, vehicles.standing[v]) : longest;
        }
        return longest;
    }

    /** What {@link #addLaneSums} adds up, by lane as in {@link #addByLane}. */
    public static final class LaneSums {
        /** Vehicle seconds and metres on the lane, and vehicle seconds of those who stand. */
        public final double[] seconds;

        public final double[] meters;
        public final double[] standing;
        /** Most who stood at a time. */
        public final int[] longest;

        private final int[] now;

        public LaneSums(int lanes) {
            seconds = new double[lanes];
            meters = new double[lanes];
            standing = new double[lanes];
            longest = new int[lanes];
            now = new int[lanes];
        }
    }

    /**
     * Adds the step that has just been made, each vehicle to the lane it is on now; vehicles inside nodes are on none,
     * planned halts do not stand.
     */
    public static void addLaneSums(RoadEngine engine, double stepSeconds, LaneSums sums) {
        Vehicles vehicles = engine.vehicles;
        Arrays.fill(sums.now, 0);
        for (int v = 0; v < vehicles.rows; v++) {
            int segment = vehicles.segment[v];
            if (!vehicles.used[v] || !engine.road().isLane(segment)) {
                continue;
            }
            sums.seconds[segment] += stepSeconds;
            sums.meters[segment] += vehicles.speed[v] * stepSeconds;
            if (vehicles.speed[v] < Junctions.STANDING_MPS && !vehicles.halting(v)) {
                sums.standing[segment] += stepSeconds;
                sums.longest[segment] = Math.max(sums.longest[segment], ++sums.now[segment]);
            }
        }
    }

    /**
     * Sets the link on whose lanes each trip of the demand is, trips by their place in the source, and −1 for those that
     * are not on a lane now. For measures of simulated demand that are defined trip by trip.
     *
     * @param link as long as the demand
     */
    public static void readLinkByTrip(RoadEngine engine, int[] link) {
        Vehicles vehicles = engine.vehicles;
        Arrays.fill(link, NONE);
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v] && engine.road().isLane(vehicles.segment[v])) {
                link[(int) vehicles.serial[v]] = vehicles.link(v);
            }
        }
    }

    /** The lane next to the kerb of a link in {@link #addByLane}; the link's other lanes follow. */
    public int firstLane(int link) {
        return road.linkLane[link];
    }

    /** {@code Aspect.ordinal()} of each signal group over all controllers; copied. */
    public byte[] aspects(RoadEngine engine) {
        return engine.signals.aspect.clone();
    }

    /** First group of a controller in {@link #aspects}. */
    public int firstGroup(int controller) {
        return road.controllerGroup[controller];
    }

    /** Phase that a controller runs; the last one it ran while it is dark or flashes. */
    public int phase(RoadEngine engine, int controller) {
        return engine.signals.phase[controller];
    }

    /**
     * Seconds until the next phase; infinite while somebody holds this one, or keeps the signal dark or flashing. Where detectors may lengthen it, the least: its
     * end unless somebody comes.
     */
    public double secondsLeft(RoadEngine engine, int controller) {
        return engine.signals.nextSwitch[controller] - engine.timeSeconds();
    }

    /** Seconds after which the next phase begins whoever comes: more than {@link #secondsLeft} where detectors decide. */
    public double mostSecondsLeft(RoadEngine engine, int controller) {
        return engine.signals.latestSwitch(controller) - engine.timeSeconds();
    }

    /**
     * Vehicles that stand in a circle of waiting for each other: each has stood for {@code seconds}, and following who
     * keeps whom from moving leads back to itself.
     */
    public static int gridlocked(RoadEngine engine, double seconds) {
        Vehicles vehicles = engine.vehicles;
        int[] mark = new int[vehicles.rows];
        int inCircles = 0;
        for (int v = 0; v < vehicles.rows; v++) {
            int at = v;
            while (at != NONE && vehicles.used[at] && mark[at] == 0 && vehicles.standing[at] >= seconds) {
                mark[at] = v + 1;
                at = vehicles.blocker[at];
            }
            if (at != NONE && vehicles.used[at] && mark[at] == v + 1 && vehicles.standing[at] >= seconds) {
                int around = at;
                do {
                    inCircles++;
                    around = vehicles.blocker[around];
                } while (around != at);
            }
        }
        return inCircles;
    }
}
