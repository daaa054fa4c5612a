package meridian.sim.road;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;

/**
 * What comes over the borders of {@link Region}s in the next minutes, for forks of them: trips that begin at their entrances
 * and have their ways given. Made once in the moment of the forks, for as many regions as there are.
 *
 * <p>Two kinds. {@link #expected}: of the vehicles on the road each one when the travel times say, and the trips of the known
 * demand that begin in the region; right where ways are known. {@link #recorded}: as many an hour as in the last minutes,
 * evenly spread, on the ways of vehicles that are there now; all that counters can give.
 *
 * <p>Immutable, but it reads the engine: to be used before that makes its next step.
 */
public final class BorderFlow {
    private static final double SECONDS_PER_HOUR = 3600;
    /** Who comes to a link within so many links can stand for those who will. */
    private static final int LEGS_AHEAD = 6;

    private final RoadEngine engine;
    private final double now;
    private final double seconds;
    private final boolean counted;
    /** Who will come onto link l: entries {@code start[l] … start[l + 1] − 1}. */
    private final int[] start;
    /** Row of the vehicle, place of the link in its way, seconds until it is there. */
    private final int[] row;

    private final int[] leg;
    private final float[] eta;
    private final List<Trip> departing = new ArrayList<>();

    private BorderFlow(RoadEngine engine, double seconds, boolean counted) {
        this.engine = engine;
        this.seconds = seconds;
        this.counted = counted;
        now = engine.timeSeconds();
        int links = engine.road().linkCount;
        start = new int[links + 1];
        Vehicles vehicles = engine.vehicles;
        for (int v = 0; v < vehicles.rows; v++) {
            walk(v, (link, i, at) -> start[link + 1]++);
        }
        for (int l = 0; l < links; l++) {
            start[l + 1] += start[l];
        }
        row = new int[start[links]];
        leg = new int[row.length];
        eta = new float[row.length];
        int[] next = start.clone();
        for (int v = 0; v < vehicles.rows; v++) {
            int vehicle = v;
            walk(v, (link, i, at) -> {
                row[next[link]] = vehicle;
                leg[next[link]] = i;
                eta[next[link]++] = (float) at;
            });
        }
    }

    /** Each vehicle at the time at which it will come, and who will depart. */
    public static BorderFlow expected(RoadEngine engine, double seconds) {
        BorderFlow flow = new BorderFlow(engine, seconds, false);
        for (Iterator<Trip> trips = engine.upcomingTrips(); trips.hasNext(); ) {
            Trip trip = trips.next();
            if (trip.departSeconds() > flow.now + seconds) {
                break;
            }
            flow.departing.add(trip);
        }
        return flow;
    }

    /** As many as in the last minutes over each entrance. */
    public static BorderFlow recorded(RoadEngine engine, double seconds) {
        return new BorderFlow(engine, seconds, true);
    }

    private interface Step {
        void to(int link, int leg, double seconds);
    }

    /** Goes along a vehicle's way as far as it will come, or as far as it may stand for others. */
    private void walk(int v, Step step) {
        Vehicles vehicles = engine.vehicles;
        if (!vehicles.used[v]) {
            return;
        }
        RoadNetwork road = engine.road();
        float[] travelSeconds = engine.records().travelSeconds();
        int[] path = vehicles.path[v];
        int at = vehicles.leg[v];
        int segment = vehicles.segment[v];
        double rest = segment < road.laneCount ? 1 - vehicles.position[v] / road.segLength[segment] : 0;
        double sum = rest * travelSeconds[path[at]];
        if (counted) {
            step.to(path[at], at, 0);
        }
        for (int i = at + 1; i < path.length && (counted ? i < at + LEGS_AHEAD : sum <= seconds); i++) {
            step.to(path[i], i, sum);
            sum += travelSeconds[path[i]];
        }
    }

    /** The trips that come into a region. */
    public TripSource into(Region region) {
        List<Trip> coming = new ArrayList<>();
        for (int link : region.entrances()) {
            if (counted) {
                addCounted(region, link, coming);
            } else {
                addExpected(region, link, coming);
            }
        }
        for (Trip trip : departing) {
            if (region.hasLink(trip.path().first())) {
                coming.add(trip);
            }
        }
        return TripSource.of(coming);
    }

    private void addExpected(Region region, int link, List<Trip> coming) {
        for (int i = start[link]; i < start[link + 1]; i++) {
            if (comesFromOutside(region, row[i], leg[i])) {
                coming.add(trip(region, row[i], leg[i], now + eta[i], i));
            }
        }
    }

    /** Whether a vehicle is outside now and enters at this link of its way for the first time. */
    private boolean comesFromOutside(Region region, int v, int entrance) {
        Vehicles vehicles = engine.vehicles;
        if (region.hasSegment(vehicles.segment[v])) {
            return false;
        }
        for (int i = vehicles.leg[v] + 1; i < entrance; i++) {
            if (region.hasLink(vehicles.path[v][i])) {
                return false;
            }
        }
        return true;
    }

    private void addCounted(Region region, int link, List<Trip> coming) {
        double hourly = engine.records().flowPerHour(link);
        int examples = start[link + 1] - start[link];
        if (hourly <= 0 || examples == 0) {
            return;
        }
        double every = SECONDS_PER_HOUR / hourly;
        int n = 0;
        for (double at = every / 2; at <= seconds; at += every) {
            int i = start[link] + n++ % examples;
            coming.add(trip(region, row[i], leg[i], now + at, n));
        }
    }

    private Trip trip(Region region, int v, int from, double departSeconds, int number) {
        int[] path = engine.vehicles.path[v];
        int[] way = Arrays.copyOfRange(path, from, region.lastLeg(path, from) + 1);
        return new Trip(
                "border-" + path[from] + "-" + number,
                engine.vehicles.trip[v].type(),
                departSeconds,
                LinkPath.of(way),
                true,
                List.of(),
                Trip.Departure.USUAL,
                -1);
    }
}
