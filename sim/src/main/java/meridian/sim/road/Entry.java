package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.Arrays;
import java.util.Iterator;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.model.network.VehicleKind;
import org.jspecify.annotations.Nullable;

/** The gates of the network: takes trips when they are due, lets them wait outside while there is no room, counts them. */
final class Entry {
    private static final VehicleKind[] KINDS = VehicleKind.values();
    private static final int TRIES_PER_STEP = 4;

    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Claims claims;
    private final LaneChoice lanes;
    private final LaneChanger changer;
    private final LinkRecords records;
    private final RouteFinder routes;
    private final TripSource source;
    private final long seed;
    private final double step;

    private Iterator<Trip> trips;
    private @Nullable Trip upcoming;

    /** Trips that wait for a link: a queue for each, chained through {@code nextWaiting}. */
    private final int[] firstWaiting;

    private final int[] lastWaiting;
    private int[] nextWaiting = new int[0];
    private Trip[] waitingTrip = new Trip[0];
    private int[][] waitingPath = new int[0][];
    private long[] waitingSerial = new long[0];
    private int freeWaiting = NONE;
    private int[] gates;
    private int gateCount;

    /** Trips taken from the source, waiting now, let in, and refused because no way leads from start to end. */
    long taken;

    int waiting;
    long inserted;
    long unroutable;

    Entry(
            RoadNetwork road,
            Vehicles vehicles,
            Occupancy occupancy,
            Claims claims,
            LaneChoice lanes,
            LaneChanger changer,
            LinkRecords records,
            RouteFinder routes,
            TripSource source,
            RoadSettings settings) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
        this.lanes = lanes;
        this.changer = changer;
        this.records = records;
        this.routes = routes;
        this.source = source;
        this.seed = settings.seed();
        this.step = settings.stepSeconds();
        firstWaiting = new int[road.linkCount];
        lastWaiting = new int[road.linkCount];
        Arrays.fill(firstWaiting, NONE);
        Arrays.fill(lastWaiting, NONE);
        gates = new int[64];
        trips = source.trips(settings.startSeconds());
        upcoming = trips.hasNext() ? trips.next() : null;
    }

    private Entry(
            Entry other,
            Vehicles vehicles,
            Occupancy occupancy,
            Claims claims,
            LaneChoice lanes,
            LaneChanger changer,
            LinkRecords records,
            double now) {
        road = other.road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
        this.lanes = lanes;
        this.changer = changer;
        this.records = records;
        routes = other.routes;
        source = other.source;
        seed = other.seed;
        step = other.step;
        firstWaiting = other.firstWaiting.clone();
        lastWaiting = other.lastWaiting.clone();
        nextWaiting = other.nextWaiting.clone();
        waitingTrip = other.waitingTrip.clone();
        waitingPath = other.waitingPath.clone();
        waitingSerial = other.waitingSerial.clone();
        freeWaiting = other.freeWaiting;
        gates = other.gates.clone();
        gateCount = other.gateCount;
        taken = other.taken;
        waiting = other.waiting;
        inserted = other.inserted;
        unroutable = other.unroutable;
        upcoming = other.upcoming;
        trips = after(other.upcoming, now);
    }

    Entry copy(Vehicles v, Occupancy o, Claims k, LaneChoice l, LaneChanger c, LinkRecords r, double now) {
        return new Entry(this, v, o, k, l, c, r, now);
    }

    /** The source's trips behind the one that is already in hand. */
    private Iterator<Trip> after(@Nullable Trip held, double now) {
        if (held == null) {
            return java.util.Collections.emptyIterator();
        }
        Iterator<Trip> again = source.trips(Math.min(now, held.departSeconds()));
        while (again.hasNext()) {
            if (again.next().id().equals(held.id())) {
                break;
            }
        }
        return again;
    }

    /** Whether all trips have been taken and let in. */
    boolean done() {
        return upcoming == null && waiting == 0;
    }

    /** Takes the trips that are due and lets in whom there is room for. */
    void admit(double time) {
        Trip trip = upcoming;
        while (trip != null && trip.departSeconds() <= time + 1e-9) {
            take(trip);
            trip = trips.hasNext() ? trips.next() : null;
        }
        upcoming = trip;
        int kept = 0;
        for (int g = 0; g < gateCount; g++) {
            int link = gates[g];
            for (int tries = TRIES_PER_STEP; tries > 0 && firstWaiting[link] != NONE && enter(link, time); tries--) {
                // enter() has let one in
            }
            if (firstWaiting[link] != NONE && waitsByLane(firstWaiting[link])) {
                passTheFirst(link, time);
            }
            if (firstWaiting[link] != NONE) {
                gates[kept++] = link;
            }
        }
        gateCount = kept;
    }

    private void take(Trip trip) {
        long serial = taken++;
        int kind = trip.type().kind().ordinal();
        int[] path = trip.path().toArray();
        if (!trip.fixed() && path.length > 1) {
            LinkPath found = routes.find(
                    trip.path().first(),
                    trip.path().last(),
                    KINDS[kind],
                    records.travelSeconds,
                    RandomStream.seed(seed ^ 0x51, serial));
            if (found == null) {
                unroutable++;
                return;
            }
            path = found.toArray();
        }
        int link = path[0];
        boolean welcome = false;
        for (int lane = road.linkLane[link]; lane < road.linkLane[link + 1]; lane++) {
            welcome |= lanes.open(lane, kind);
        }
        if (!welcome) {
            unroutable++;
            return;
        }
        int w = slot();
        waitingTrip[w] = trip;
        waitingPath[w] = path;
        waitingSerial[w] = serial;
        nextWaiting[w] = NONE;
        if (firstWaiting[link] == NONE) {
            firstWaiting[link] = w;
            if (gateCount == gates.length) {
                gates = Arrays.copyOf(gates, gateCount * 2);
            }
            gates[gateCount++] = link;
        } else {
            nextWaiting[lastWaiting[link]] = w;
        }
        lastWaiting[link] = w;
        waiting++;
    }

    private int slot() {
        if (freeWaiting == NONE) {
            int old = nextWaiting.length;
            int n = Math.max(64, old * 2);
            nextWaiting = Arrays.copyOf(nextWaiting, n);
            waitingTrip = Arrays.copyOf(waitingTrip, n);
            waitingPath = Arrays.copyOf(waitingPath, n);
            waitingSerial = Arrays.copyOf(waitingSerial, n);
            for (int w = n - 1; w >= old; w--) {
                nextWaiting[w] = freeWaiting;
                freeWaiting = w;
            }
        }
        int w = freeWaiting;
        freeWaiting = nextWaiting[w];
        return w;
    }

    /** CityFlow's vehicles wait outside in a queue for each lane. */
    private boolean waitsByLane(int w) {
        return waitingTrip[w].type().following() == VehicleType.Following.CITYFLOW;
    }

    /** Lets those in who wait behind the first of a link, but for a lane for which nobody waits before them. */
    private void passTheFirst(int link, double time) {
        int first = firstWaiting[link];
        long full = bit(link, first);
        int before = first;
        for (int w = nextWaiting[first]; w != NONE && waitsByLane(w); w = nextWaiting[before]) {
            long lane = bit(link, w);
            if ((full & lane) == 0) {
                // The others keep their order: the one in hand comes to the front and goes.
                nextWaiting[before] = nextWaiting[w];
                nextWaiting[w] = first;
                firstWaiting[link] = w;
                boolean last = lastWaiting[link] == w;
                if (enter(link, time)) {
                    lastWaiting[link] = last ? before : lastWaiting[link];
                    continue;
                }
                firstWaiting[link] = first;
                nextWaiting[w] = nextWaiting[before];
                nextWaiting[before] = w;
                full |= lane;
            }
            before = w;
        }
    }

    /** The lane a waiting trip would enter, as a bit of the link's. */
    private long bit(int link, int w) {
        int lane = lane(waitingTrip[w], waitingPath[w]);
        return lane == NONE ? -1 : 1L << lane - road.linkLane[link];
    }

    private boolean enter(int link, double time) {
        int w = firstWaiting[link];
        Trip trip = waitingTrip[w];
        int lane = lane(trip, waitingPath[w]);
        if (lane == NONE) {
            return false;
        }
        double length = road.segLength[lane];
        double wantedPosition =
                Math.max(trip.departure().positionMeters(), trip.type().lengthMeters());
        double position = Math.min(wantedPosition, length - 0.01);
        double gap = occupancy.lastRear(lane) - position - trip.type().gapMeters();
        int leader = occupancy.lastOn(lane);
        if (leader != NONE && gap < 0) {
            return false;
        }
        if (vehicles.full()) {
            vehicles.grow();
            claims.grow();
        }
        int v = vehicles.add(trip, waitingPath[w], waitingSerial[w], seed, time);
        double speed = speed(v, trip, lane, gap, leader);
        vehicles.position[v] = position;
        vehicles.speed[v] = Math.max(0, speed);
        vehicles.segment[v] = lane;
        vehicles.leg[v] = 0;
        if (speed < 0 || !changer.upstreamBears(v, lane, position - vehicles.length(v), true)) {
            vehicles.remove(v);
            return false;
        }
        occupancy.insert(v, lane);
        occupancy.nodeCount[road.laneNode[lane]]++;
        lanes.orient(v);
        records.entered[link]++;
        firstWaiting[link] = nextWaiting[w];
        waitingTrip[w] = null;
        waitingPath[w] = null;
        nextWaiting[w] = freeWaiting;
        freeWaiting = w;
        waiting--;
        inserted++;
        return true;
    }

    /** The lane to enter: the stated one, or of the open ones the one that leads farthest, then the emptiest. */
    private int lane(Trip trip, int[] path) {
        int link = path[0];
        int kind = trip.type().kind().ordinal();
        int first = road.linkLane[link];
        int stated = trip.departure().lane();
        if (stated >= 0 && stated < road.lanesOf(link)) {
            return lanes.open(first + stated, kind) ? first + stated : NONE;
        }
        lanes.look(path, 0, kind, 5);
        int best = NONE;
        double bestReach = 0;
        double bestRoom = 0;
        for (int lane = first; lane < road.linkLane[link + 1]; lane++) {
            if (!lanes.open(lane, kind)) {
                continue;
            }
            double reach = stated == Trip.Departure.FREE_LANE ? 0 : lanes.reach(lane, link, kind);
            double room = occupancy.lastRear(lane);
            if (best == NONE || reach > bestReach + 1 || reach > bestReach - 1 && room > bestRoom) {
                best = lane;
                bestReach = reach;
                bestRoom = room;
            }
        }
        return best;
    }

    /** The speed to enter with, or −1 where the stated one is not safe. CityFlow's vehicles enter from a stand. */
    private double speed(int v, Trip trip, int lane, double gap, int leader) {
        if (vehicles.types.cityFlow[vehicles.type[v]]) {
            return 0;
        }
        double wanted = vehicles.wanted(v, road.segLimit[lane]);
        double safe = leader == NONE
                ? wanted
                : CarFollowing.followSpeed(
                        gap,
                        vehicles.speed[leader],
                        vehicles.decel(v),
                        vehicles.decel(leader),
                        vehicles.headway(v),
                        step);
        // Nobody enters faster than would let it stop before the end of the lane.
        double toEnd = CarFollowing.stopSpeed(
                road.segLength[lane] - vehicles.length(v) - 1, vehicles.decel(v), vehicles.headway(v), step);
        if (trip.departure().speedMps() < 0) {
            return Math.min(wanted, Math.min(safe, toEnd));
        }
        double stated = Math.min(trip.departure().speedMps(), Math.min(wanted, toEnd));
        return stated <= safe ? stated : -1;
    }
}
