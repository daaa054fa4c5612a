package meridian.sim.assimilation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.stream.DoubleStream;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.sim.road.Correction;
import meridian.sim.road.RoadEngine;

/**
 * Corrects a running city towards what counting stations report, once in an interval of {@value #EVERY_SECONDS} s:
 *
 * <ul>
 *   <li><b>Who comes.</b> Each station has a factor, by which trips are multiplied on whose way it is the first: in a feedback loop what
 *       came there outside over what came in the twin, within the last minutes, to a small power. Trips beyond the demand are
 *       copies of others of the same minute; surplus ones are withdrawn soon after they have come. Where traffic outside does not
 *       flow, counts say how much gets through and not how much wants to: such a station's factor stays.
 *   <li><b>What is closed.</b> {@link IncidentSearch}.
 * </ul>
 *
 * <p>The first is a multiplicative correction of path flows by counts (H. Spiess, "A gradient approach for the OD matrix adjustment
 * problem", 1990, moves OD flows by shares of themselves as well), as a controller instead of an optimisation. To let vehicles in and
 * take them out in the middle of the road, as calibrators do, was tried and left: it made counted links right and those between
 * them worse. Where trials run in place, everything it does follows from the readings and a seed. One thread, the engine's.
 */
public final class Assimilation {
    /** Length of the interval between two readings, s. */
    public static final int EVERY_SECONDS = 60;

    /** How far back the factors look, in intervals, and how strongly they follow. */
    private static final int WINDOW = 10;

    private static final double GAIN = 0.12;
    private static final double LEAST = 0.3;
    private static final double LARGEST = 3;
    /** Vehicles without which a ratio says nothing. */
    private static final double PRIOR = 10;
    /** Traffic flows where its mean speed is at least this share of the speed limit's; at a signal's line it is never all of it. */
    private static final double FLOWS = 0.5;
    /** How long it is remembered what was done, s. */
    private static final double REMEMBERED_SECONDS = 1800;

    private final RoadEngine twin;
    private final Correction correction;
    private final Stations stations;
    private final IncidentSearch incidents;
    private final SplittableRandom random;
    /** Station on a link, −1 without. */
    private final int[] stationAt;

    private final double[] factor;
    private final ArrayDeque<Reading> outsideWindow = new ArrayDeque<>();
    private final ArrayDeque<Reading> twinWindow = new ArrayDeque<>();
    /** Copies that are to come in this interval. */
    private final ArrayDeque<Trip> planned = new ArrayDeque<>();
    /** Copies that were planned in the last while; trips that were taken out, and the seconds at which they were due. */
    private final List<Trip> added = new ArrayList<>();

    private final Map<String, Double> dropped = new HashMap<>();
    /** Those of them that are not off the road yet. */
    private final Set<String> surplus = new HashSet<>();

    private long copies;

    /**
     * @param twin corrected from now on
     * @param stations those whose readings it will be told
     */
    public Assimilation(RoadEngine twin, Stations stations, long seed) {
        this(twin, stations, seed, Runnable::run);
    }

    /**
     * @param beside where forks run in which something is tried: elsewhere the city goes on meanwhile, and its route finder's forks must
     *     not depend on each other; in place the same readings give the same twin
     */
    public Assimilation(RoadEngine twin, Stations stations, long seed, Executor beside) {
        this.twin = twin;
        this.stations = stations;
        correction = twin.correction();
        incidents = new IncidentSearch(twin, stations, this::givenSince, beside);
        random = new SplittableRandom(seed);
        stationAt = new int[twin.road().network().links().size()];
        Arrays.fill(stationAt, -1);
        for (int s = 0; s < stations.size(); s++) {
            stationAt[stations.link(s)] = s;
        }
        factor = new double[stations.size()];
        Arrays.fill(factor, 1);
        plan();
    }

    /** Makes one step of the twin, with those who are to come besides. */
    public void step() {
        admit();
        twin.step();
    }

    /** Lets those come besides who are due now: for whoever makes the twin's steps himself, before each. */
    public void admit() {
        while (!planned.isEmpty() && planned.peek().departSeconds() <= twin.timeSeconds()) {
            correction.add(planned.remove());
        }
    }

    /** Goes on with the factors of another one of the same city, where both hear of a link, and with what that holds to be closed. */
    public void learnFrom(Assimilation other) {
        incidents.learnFrom(other.incidents);
        for (int s = 0; s < factor.length; s++) {
            int known = other.stationAt[stations.link(s)];
            if (known >= 0) {
                factor[s] = other.factor[known];
            }
        }
    }

    /**
     * Corrects the twin, which has just come to the end of an interval.
     *
     * @param outside what the stations counted in that interval
     * @param inTwin what the same stations of the twin did
     */
    public void observe(Reading outside, Reading inTwin) {
        observe(outside, inTwin, true);
    }

    /** @param mayGoBack whether the twin may become a fork of its past: not while somebody tells its signals what to show */
    public void observe(Reading outside, Reading inTwin, boolean mayGoBack) {
        remember(outsideWindow, outside);
        remember(twinWindow, inTwin);
        withdrawSurplus();
        adjust(sum(outsideWindow), sum(twinWindow));
        if (mayGoBack) {
            incidents.observe(outside, inTwin);
        } else {
            incidents.forget();
        }
        plan();
        incidents.pursue(twin.timeSeconds() + EVERY_SECONDS);
    }

    private static void remember(ArrayDeque<Reading> window, Reading reading) {
        if (window.size() == WINDOW) {
            window.remove();
        }
        window.add(reading);
    }

    private void withdrawSurplus() {
        if (surplus.isEmpty()) {
            return;
        }
        Map<Integer, String> rows = new LinkedHashMap<>();
        correction.visit((row, trip) -> {
            if (surplus.contains(trip.id())) {
                rows.put(row, trip.id());
            }
        });
        rows.forEach((row, id) -> {
            if (correction.withdraw(row)) {
                surplus.remove(id);
            }
        });
    }

    private void adjust(Reading outside, Reading inTwin) {
        for (int s = 0; s < factor.length; s++) {
            double limitMps = twin.road().network().link(stations.link(s)).speedLimitMps();
            if (outside.meanSpeedMps(s) >= FLOWS * limitMps || outside.count()[s] == 0) {
                double ratio = (outside.count()[s] + PRIOR) / (inTwin.count()[s] + PRIOR);
                factor[s] = Math.clamp(factor[s] * Math.pow(ratio, GAIN), LEAST, LARGEST);
            }
        }
    }

    private Reading sum(ArrayDeque<Reading> window) {
        Reading sum = stations.none();
        for (Reading reading : window) {
            sum = sum.plus(reading);
        }
        return sum;
    }

    /** Who of the demand comes twice in the next interval, and who not at all. */
    private void plan() {
        forget();
        double end = twin.timeSeconds() + EVERY_SECONDS;
        for (Iterator<Trip> trips = twin.upcomingTrips(); trips.hasNext(); ) {
            Trip trip = trips.next();
            if (trip.departSeconds() >= end) {
                break;
            }
            // What has a timetable comes as that says.
            if (trip.stops().isEmpty()) {
                plan(trip, factorOf(trip));
            }
        }
    }

    private void plan(Trip trip, double times) {
        if (times < 1) {
            if (random.nextDouble() < 1 - times) {
                surplus.add(trip.id());
                dropped.put(trip.id(), trip.departSeconds());
            }
            return;
        }
        for (double more = times - 1; more > 0; more--) {
            if (random.nextDouble() < more) {
                Trip copy = trip.withId("copy-" + copies++ + "-of-" + trip.id());
                planned.add(copy);
                added.add(copy);
            }
        }
    }

    private void forget() {
        double before = twin.timeSeconds() - REMEMBERED_SECONDS;
        added.removeIf(trip -> trip.departSeconds() < before);
        dropped.values().removeIf(departed -> departed < before);
    }

    private double factorOf(Trip trip) {
        for (int i = 0; i < trip.path().size(); i++) {
            int s = stationAt[trip.path().link(i)];
            if (s >= 0) {
                return factor[s];
            }
        }
        return DoubleStream.of(factor).average().orElse(1);
    }

    /** The trips that the twin was given from a moment of its past on, and will be until a second of the day that is planned. */
    private TripSource givenSince(RoadEngine start, double untilSeconds) {
        List<Trip> all = new ArrayList<>();
        for (Iterator<Trip> trips = start.upcomingTrips(); trips.hasNext(); ) {
            Trip trip = trips.next();
            if (trip.departSeconds() > untilSeconds) {
                break;
            }
            if (!dropped.containsKey(trip.id())) {
                all.add(trip);
            }
        }
        added.stream()
                .filter(trip -> trip.departSeconds() > start.timeSeconds())
                .filter(trip -> trip.departSeconds() <= untilSeconds)
                .forEach(all::add);
        all.sort(Comparator.comparingDouble(Trip::departSeconds));
        return TripSource.of(all);
    }

    /** Trips that came besides the demand. */
    public long copyCount() {
        return copies;
    }

    /** What is held to be closed, though nobody has said so. */
    public IncidentSearch incidents() {
        return incidents;
    }
}
